package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.idempotency.IdempotencyRule;
import io.gatehouse.gateway.route.IdentityRule;
import io.gatehouse.gateway.route.Route;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the gateway itself may answer to an operation, by what its routes ask for. */
final class GatewayAnswers {

    /** To every request: what is no HTTP, is too much or too slow, or what the service did not do. */
    private static final Set<ErrorCode> ALWAYS = EnumSet.of(
            ErrorCode.MALFORMED_REQUEST,
            ErrorCode.REQUEST_TIMEOUT,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.EXPECTATION_FAILED,
            ErrorCode.RATE_LIMITED,
            ErrorCode.HEADER_FIELDS_TOO_LARGE,
            ErrorCode.UPSTREAM_FAILED,
            ErrorCode.SERVICE_UNAVAILABLE,
            ErrorCode.UPSTREAM_TIMEOUT);

    private static final Set<ErrorCode> OF_IDENTITY = EnumSet.of(
            ErrorCode.INVALID_TOKEN, ErrorCode.TOKEN_EXPIRED, ErrorCode.SESSION_REVOKED, ErrorCode.CROSS_SITE_REQUEST);

    private static final Set<ErrorCode> OF_KEYS = EnumSet.of(
            ErrorCode.IDEMPOTENCY_KEY_INVALID,
            ErrorCode.REQUEST_OUTSTANDING,
            ErrorCode.OUTCOME_UNKNOWN,
            ErrorCode.REPLY_NOT_KEPT,
            ErrorCode.IDEMPOTENCY_KEY_REUSED);

    private GatewayAnswers() {}

    /** @param routes those that requests of the operation may take */
    static void describe(ObjectNode operation, String method, List<Route> routes) {
        var codes = EnumSet.copyOf(ALWAYS);
        routes.forEach(route -> addOf(route, method, codes));
        codes.forEach(code -> PublicOperation.addAnswer(operation, code));
    }

    private static void addOf(Route route, String method, Set<ErrorCode> codes) {
        var access = route.access();
        if (access.identity() != IdentityRule.NONE) {
            codes.addAll(OF_IDENTITY);
        }
        if (!(access.roles().isEmpty() && access.scopes().isEmpty())) {
            codes.add(ErrorCode.FORBIDDEN);
        }
        if (access.session() != null) {
            codes.add(ErrorCode.CROSS_SITE_REQUEST);
        }
        if (route.idempotency() != null && IdempotencyRule.concerns(HttpMethod.valueOf(method))) {
            codes.addAll(OF_KEYS);
            if (route.idempotency().required()) {
                codes.add(ErrorCode.IDEMPOTENCY_KEY_REQUIRED);
            }
        }
    }
}
