package io.gatehouse.gateway.stream;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.cors.Cors;
import io.gatehouse.gateway.cors.CorsRules;
import io.gatehouse.gateway.cors.OwnOrigin;
import io.gatehouse.gateway.proxy.Caller;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who may open a WebSocket. Browsers let any page open one to any host, with the host's cookies: what keeps pages of others away is
 * the origin that browsers name, and nothing else. A client that names none is no browser.
 */
public final class WebSocketRules {

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
        boolean allowed =
                new OwnOrigin(asked).isSameHost(origin) || (cors != null && Cors.allowsWebSocket(request, cors));
        if (!allowed) {
            throw new ApiException(ErrorCode.FORBIDDEN, "pages of this origin may not open a WebSocket here");
        }
    }
}
