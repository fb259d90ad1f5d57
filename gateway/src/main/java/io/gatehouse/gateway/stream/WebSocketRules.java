package io.gatehouse.gateway.stream;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.cors.Cors;
import io.gatehouse.gateway.cors.CorsRules;
import io.gatehouse.gateway.proxy.Caller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/**
 * Who may open a WebSocket. Browsers let any page open one to any host, with the host's cookies: what keeps pages of others away is
 * the origin that browsers name, and nothing else. A client that names none is no browser.
 */
public final class WebSocketRules {

    private static final String HTTPS = "https";

    private WebSocketRules() {}

    /**
     * Passes a request that may.
     *
     * @param asked how the client asked, as far as trusted proxies say
     * @param cors the route's, or null
     * @throws ApiException if the handshake or the origin is refused
     */
    public static void check(HttpServerRequest request, boolean hasBody, Caller asked, CorsRules cors) {
        WebSocketHandshake.check(request, hasBody);
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return;
        }
        boolean allowed = isOwn(origin, asked) || (cors != null && Cors.allowsWebSocket(request, cors));
        if (!allowed) {
            throw new ApiException(ErrorCode.FORBIDDEN, "pages of this origin may not open a WebSocket here");
        }
    }

    // A proxy that ends TLS in front and is not trusted hides the scheme, but nobody can hide TLS that ends here.
    private static boolean isOwn(String origin, Caller asked) {
        int end = origin.indexOf("://");
        if (end < 0 || asked.host() == null) {
            return false;
        }
        var scheme = origin.substring(0, end);
        boolean sameScheme = scheme.equals(asked.scheme()) || scheme.equals(HTTPS);
        return sameScheme && authority(origin.substring(end + 3), scheme).equals(authority(asked.host(), scheme));
    }

    private static String authority(String host, String scheme) {
        var usual = scheme.equals(HTTPS) ? ":443" : ":80";
        var lower = host.toLowerCase(Locale.ROOT);
        return lower.endsWith(usual) ? lower.substring(0, lower.length() - usual.length()) : lower;
    }
}
