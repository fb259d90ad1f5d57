package io.gatehouse.kit.problem;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a body that does not say what it is. RFC 9110 section 8.3 allows to guess; a browser sends such a body across
 * origins without asking first, and no two readers guess alike.
 */
public class UntypedBodies {

    @ServerRequestFilter
    public void refuse(HttpServerRequest request) {
        if (hasBody(request)
                && !request.headers().contains(HttpHeaders.CONTENT_TYPE)
                && !request.path().startsWith(ProblemResponses.OAUTH)) {
            throw new ApiException(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        }
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || (length != null && !"0".equals(length));
    }
}
