package io.gatehouse.kit.problem;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/** Refuses a body that is announced to be too large with a problem, where the server would answer with nothing but 413. */
class BodyLimitFilter {

    /** After the request has its id, before the server looks at the length. */
    private static final int EARLY = 9_000;

    private final EarlyRefusal refusal;
    private final long limit;

    BodyLimitFilter(EarlyRefusal refusal, VertxHttpConfig config) {
        this.refusal = refusal;
        this.limit = config.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext context) {
        if (announced(context) > limit) {
            refusal.send(context, new ApiException(ErrorCode.PAYLOAD_TOO_LARGE));
        } else {
            context.next();
        }
    }

    private static long announced(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
