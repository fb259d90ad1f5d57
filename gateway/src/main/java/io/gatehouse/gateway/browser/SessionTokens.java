package io.gatehouse.gateway.browser;

import io.vertx.core.json.JsonObject;
import java.time.Duration;

/**
 * The tokens of a session as auth-service issues them.
 *
 * @param accessLife until the access token expires
 * @param refresh the refresh token, or null where there is none
 * @param refreshLife until that expires; null where it is not told
 */
record SessionTokens(String access, Duration accessLife, String refresh, Duration refreshLife) {

    // The browser forgets a token before it expires: none is sent that would expire on its way.
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final String ACCESS_TOKEN = "access_token";
    private static final String REFRESH_TOKEN = "refresh_token";

    static boolean areIn(JsonObject body) {
        return body.containsKey(ACCESS_TOKEN) || body.containsKey(REFRESH_TOKEN);
    }

    /**
     * Takes them out of a token response (RFC 6749 section 5.1), which keeps what a page may know.
     *
     * @throws RuntimeException if they are not what they should be
     */
    static SessionTokens takeFrom(JsonObject body) {
        var access = text(body.remove(ACCESS_TOKEN));
        var refresh = body.containsKey(REFRESH_TOKEN) ? text(body.remove(REFRESH_TOKEN)) : null;
        body.remove("token_type");
        var accessLife = Duration.ofSeconds(body.getLong("expires_in"));
        var refreshLife = body.getLong("refresh_expires_in");
        return new SessionTokens(
                access, accessLife, refresh, refreshLife == null ? null : Duration.ofSeconds(refreshLife));
    }

    String accessCookie() {
        var half = accessLife.dividedBy(2);
        var margin = half.compareTo(MARGIN) < 0 ? half : MARGIN;
        return SessionCookies.line(SessionCookies.ACCESS, access, accessLife.minus(margin));
    }

    String refreshCookie() {
        return refresh == null
                ? SessionCookies.clearing(SessionCookies.REFRESH)
                : SessionCookies.line(SessionCookies.REFRESH, refresh, refreshLife);
    }

    private static String text(Object value) {
        if (value instanceof String text && SessionCookies.isValue(text)) {
            return text;
        }
        throw new IllegalArgumentException("a token is missing, too long for a cookie, or no token");
    }

    @Override
    public String toString() {
        return "SessionTokens[redacted]";
    }
}
