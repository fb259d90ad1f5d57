package io.gatehouse.gateway.browser;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.StringJoiner;

/**
 * The two cookies of a session. Their prefix makes browsers take them only over TLS, for this host alone and for all its
 * paths, so that no other host of the same domain can set them.
 *
 * @param access the access token, or null
 * @param refresh the refresh token, or null
 */
public record SessionCookies(String access, String refresh) {

    static final String ACCESS = "__Host-gatehouse-access";
    static final String REFRESH = "__Host-gatehouse-refresh";

    /** No request may have them: there is none in it, or none that is meant. */
    public static final SessionCookies NONE = new SessionCookies(null, null);

    // Browsers keep 4096 bytes of name, value and attributes, and drop what is larger without a word.
    private static final int LONGEST_VALUE = 3_900;
    private static final String PREFIX = "__Host-gatehouse-";
    private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax";

    /** Takes them out of a request's header: whoever reads it later sees the other cookies alone. */
    public static SessionCookies takeFrom(MultiMap headers) {
        if (!headers.contains(HttpHeaders.COOKIE)) {
            return NONE;
        }
        var lines = headers.getAll(HttpHeaders.COOKIE);
        for (var line : lines) {
            if (line.contains(PREFIX)) {
                return takeFrom(headers, String.join(";", lines));
            }
        }
        return NONE;
    }

    /** A service has no say in them, neither in its own name nor in that of somebody who has broken into it. */
    public static void dropFrom(MultiMap response) {
        if (!response.contains(HttpHeaders.SET_COOKIE)) {
            return;
        }
        var lines = response.getAll(HttpHeaders.SET_COOKIE);
        if (lines.stream().anyMatch(line -> line.strip().startsWith(PREFIX))) {
            response.remove(HttpHeaders.SET_COOKIE);
            lines.stream()
                    .filter(line -> !line.strip().startsWith(PREFIX))
                    .forEach(line -> response.add(HttpHeaders.SET_COOKIE, line));
        }
    }

    boolean isEmpty() {
        return access == null && refresh == null;
    }

    /** Whether it can be the value of one of them. */
    static boolean isValue(String text) {
        if (text.isEmpty() || text.length() > LONGEST_VALUE) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean known = character == '-' || character == '_' || character == '.';
            if (!known && !(character < 0x80 && Character.isLetterOrDigit(character))) {
                return false;
            }
        }
        return true;
    }

    /** What makes a browser keep it; without a life as long as it runs. */
    static String line(String name, String value, Duration life) {
        return name + "=" + value + ATTRIBUTES + (life == null ? "" : "; Max-Age=" + life.toSeconds());
    }

    /** What makes a browser forget it. */
    static String clearing(String name) {
        return line(name, "", Duration.ZERO);
    }

    // A second one of the same name is none that a browser would send.
    private static SessionCookies takeFrom(MultiMap headers, String cookies) {
        String access = null;
        String refresh = null;
        var others = new StringJoiner("; ");
        for (var part : cookies.split(";", -1)) {
            var cookie = part.strip();
            if (cookie.startsWith(ACCESS + "=")) {
                access = only(access, cookie.substring(ACCESS.length() + 1));
            } else if (cookie.startsWith(REFRESH + "=")) {
                refresh = only(refresh, cookie.substring(REFRESH.length() + 1));
            } else if (!cookie.isEmpty() && !cookie.startsWith(PREFIX)) {
                others.add(cookie);
            }
        }
        if (others.length() == 0) {
            headers.remove(HttpHeaders.COOKIE);
        } else {
            headers.set(HttpHeaders.COOKIE, others.toString());
        }
        return new SessionCookies(usable(access), usable(refresh));
    }

    private static String only(String before, String value) {
        if (before != null) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "a session's cookie stands there twice");
        }
        return value;
    }

    private static String usable(String value) {
        return value != null && isValue(value) ? value : null;
    }

    @Override
    public String toString() {
        return "SessionCookies[redacted]";
    }
}
