package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;

/** What a well-formed request may still not ask of a gateway. */
@Singleton
class ProtocolRules {

    void check(Exchange exchange) {
        var request = exchange.request;
        // CONNECT would make a tunnel, TRACE would show the headers that only services see.
        if (request.method() == HttpMethod.CONNECT || request.method() == HttpMethod.TRACE) {
            throw new ApiException(ErrorCode.METHOD_NOT_ALLOWED);
        }
        if (request.headers().contains(HttpHeaders.HOST) && request.authority() == null) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "the Host is not valid");
        }
        if (asksForUpgrade(request.getHeader(HttpHeaders.UPGRADE))) {
            throw new ApiException(ErrorCode.MALFORMED_REQUEST, "this route does not switch protocols");
        }
    }

    // An offer of HTTP/2 may be ignored (RFC 9110 section 7.8), and common clients make it with every first request.
    private static boolean asksForUpgrade(String upgrade) {
        return upgrade != null && !"h2c".equalsIgnoreCase(upgrade.strip());
    }
}
