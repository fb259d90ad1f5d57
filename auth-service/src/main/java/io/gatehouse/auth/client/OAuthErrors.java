package io.gatehouse.auth.client;

import io.gatehouse.auth.client.OAuthException.Code;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.problem.Unexpected;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** Failures as OAuth clients read them. */
final class OAuthErrors {

    private OAuthErrors() {}

    static RestResponse<OAuthError> toResponse(Throwable failure) {
        return switch (failure) {
            case OAuthException refused -> response(refused.code, refused.getMessage());
            case ApiException refused
            when refused.code == ErrorCode.SERVICE_UNAVAILABLE ->
                response(Code.TEMPORARILY_UNAVAILABLE, refused.code.title);
            case ApiException refused -> response(Code.SERVER_ERROR, refused.code.title);
            default -> toResponse(Unexpected.toRefusal(failure));
        };
    }

    private static RestResponse<OAuthError> response(Code code, String description) {
        var response = RestResponse.ResponseBuilder.<OAuthError>create(code.status)
                .entity(new OAuthError(code.wire, description))
                .type(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (code == Code.INVALID_CLIENT) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"gatehouse\"");
        }
        if (code == Code.TEMPORARILY_UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, 1);
        }
        return response.build();
    }
}
