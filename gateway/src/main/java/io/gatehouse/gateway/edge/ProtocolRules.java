package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.route.RouteTable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/** What a well-formed request may still not ask of a gateway. */
@Singleton
class ProtocolRules {

    // Names and addresses; RFC 3986 section 3.2.2 allows more, which no host has and some readers trip over.
    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]*)?");

    // RFC 1035 section 2.3.4, and a port.
    private static final int LONGEST_HOST = 255 + 6;

    /** Whether it is a host and perhaps a port, as {@code Host} has them. */
    static boolean isHost(String text) {
        return text.length() <= LONGEST_HOST && HOST.matcher(text).matches();
    }

    void check(Exchange exchange) {
        var request = exchange.request;
        // It would make a tunnel. TRACE, which would show what only services see, is in no route.
        if (HttpMethod.CONNECT.equals(request.method())) {
            throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED).with(RouteTable.ALLOWED_METHODS, Match.METHODS);
        }
        var host = request.getHeader(HttpHeaders.HOST);
        if (host != null && (request.authority() == null || !isHost(host))) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "the Host is not valid");
        }
        // RFC 6454 section 7.3. One reader would take the first, another one the last.
        if (request.headers().contains(HttpHeaders.ORIGIN)
                && request.headers().getAll(HttpHeaders.ORIGIN).size() > 1) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "there is more than one Origin");
        }
        for (var expected : request.headers().getAll(HttpHeaders.EXPECT)) {
            if (!"100-continue".equalsIgnoreCase(expected)) {
                throw new ApiException(ErrorCode.EXPECTATION_FAILED);
            }
        }
        if (request.version() == HttpVersion.HTTP_1_0) {
            // RFC 9110 section 10.1.1: it could not read what it asks for.
            request.headers().remove(HttpHeaders.EXPECT);
        }
        checkUpgrade(exchange, request.getHeader(HttpHeaders.UPGRADE));
    }

    // An offer of HTTP/2 may be ignored (RFC 9110 section 7.8), and common clients make it with every first request.
    private static void checkUpgrade(Exchange exchange, String upgrade) {
        if (upgrade == null || "h2c".equalsIgnoreCase(upgrade.strip())) {
            return;
        }
        // What the client sends from now on may be no HTTP: it is not read as such if the upgrade is refused.
        exchange.closeAfter = true;
        exchange.upgrade = true;
        if (!"websocket".equalsIgnoreCase(upgrade.strip())) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "this protocol is not switched to");
        }
    }
}
