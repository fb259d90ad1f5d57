package io.gatehouse.kit.problem;

import static io.gatehouse.contracts.error.ErrorCode.FORBIDDEN;
import static io.gatehouse.contracts.error.ErrorCode.INTERNAL_ERROR;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_TOKEN;
import static io.gatehouse.contracts.error.ErrorCode.MALFORMED_REQUEST;
import static io.gatehouse.contracts.error.ErrorCode.METHOD_NOT_ALLOWED;
import static io.gatehouse.contracts.error.ErrorCode.NOT_ACCEPTABLE;
import static io.gatehouse.contracts.error.ErrorCode.NOT_FOUND;
import static io.gatehouse.contracts.error.ErrorCode.PAYLOAD_TOO_LARGE;
import static io.gatehouse.contracts.error.ErrorCode.SERVICE_UNAVAILABLE;
import static io.gatehouse.contracts.error.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.FieldError;
import io.gatehouse.contracts.error.Problem;
import io.gatehouse.kit.identity.BearerChallenge;
import io.gatehouse.kit.web.RequestIds;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure leaves a service through this class, as a problem. Causes go to the log, never to the client. */
@RegisterForReflection(targets = {Problem.class, FieldError.class})
public class ProblemMapper {

    public static final String BODY_MISSING = "a JSON body is required";

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    public RestResponse<Problem> refused(ApiException failure, RoutingContext context) {
        LOG.debugf(failure, "Refused with %s", failure.code.wire);
        return response(failure, context).build();
    }

    @ServerExceptionMapper
    public RestResponse<Problem> invalid(ConstraintViolationException failure, RoutingContext context) {
        if (Violations.isBodyMissing(failure)) {
            return refused(new ApiException(MALFORMED_REQUEST, BODY_MISSING), context);
        }
        return Violations.concernRequest(failure)
                ? refused(ApiException.invalid(Violations.fieldErrors(failure.getConstraintViolations())), context)
                : unexpected(failure, context);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unreadable(JsonProcessingException failure, RoutingContext context) {
        return refused(JsonFailures.refusal(failure), context);
    }

    /** The REST layer brings a mapper of its own for exactly this type; only one of the same type outranks it. */
    @ServerExceptionMapper
    public RestResponse<Problem> mismatched(MismatchedInputException failure, RoutingContext context) {
        return unreadable(failure, context);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> unauthenticated(AuthenticationFailedException failure, RoutingContext context) {
        if (failure.getCause() instanceof ApiException refusal) {
            return refused(refusal, context);
        }
        return failure.getCause() == null
                ? refused(new ApiException(INVALID_TOKEN, failure), context)
                : unexpected(failure, context);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> anonymous(UnauthorizedException failure, RoutingContext context) {
        return refused(new ApiException(INVALID_TOKEN), context);
    }

    @ServerExceptionMapper
    public RestResponse<Problem> forbidden(ForbiddenException failure, RoutingContext context) {
        return refused(new ApiException(FORBIDDEN), context);
    }

    /** What the REST layer refuses by itself: no such path, wrong method, wrong media type, unreadable body. */
    @ServerExceptionMapper
    public RestResponse<Problem> rejected(WebApplicationException failure, RoutingContext context) {
        if (failure.getCause() instanceof JsonProcessingException unreadable) {
            return unreadable(unreadable, context);
        }
        var code = codeOf(failure.getResponse().getStatus());
        if (code == INTERNAL_ERROR) {
            return unexpected(failure, context);
        }
        var response = response(new ApiException(code, failure), context);
        if (code == METHOD_NOT_ALLOWED) {
            response.header(HttpHeaders.ALLOW, String.join(", ", AllowedMethods.ofCurrentPath()));
        }
        return response.build();
    }

    /** Of any throwable: that the pool has no connection in time is told by one that is no exception. */
    @ServerExceptionMapper
    public RestResponse<Problem> unexpected(Throwable failure, RoutingContext context) {
        return response(Unexpected.toRefusal(failure), context).build();
    }

    private static RestResponse.ResponseBuilder<Problem> response(ApiException failure, RoutingContext context) {
        var requestId = context.response().headers().get(RequestIds.HEADER);
        var problem = Problem.of(failure, context.request().path(), requestId);
        var response = RestResponse.ResponseBuilder.<Problem>create(failure.code.status)
                .entity(problem)
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (failure.retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, failure.retryAfterSeconds());
        }
        var challenge = BearerChallenge.of(failure, context.request().headers().contains(HttpHeaders.AUTHORIZATION));
        if (challenge != null) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
        }
        return response;
    }

    private static ErrorCode codeOf(int status) {
        return switch (status) {
            case 400 -> MALFORMED_REQUEST;
            case 401 -> INVALID_TOKEN;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> INTERNAL_ERROR;
        };
    }
}
