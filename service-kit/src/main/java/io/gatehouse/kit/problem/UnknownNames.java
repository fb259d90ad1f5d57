package io.gatehouse.kit.problem;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Knows names in paths that nothing has: PostgreSQL holds any text but NUL, and would refuse to look for it. */
public class UnknownNames {

    private static final String NUL = "%00";

    @ServerRequestFilter
    public void refuse(HttpServerRequest request) {
        if (request.path().contains(NUL)) {
            throw new ApiException(ErrorCode.NOT_FOUND);
        }
    }
}
