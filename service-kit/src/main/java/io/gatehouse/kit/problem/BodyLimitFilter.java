package io.gatehouse.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import io.gatehouse.kit.web.RequestIds;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/** Refuses a body that is announced to be too large with a problem, where the server would answer with nothing but 413. */
class BodyLimitFilter {

    /** After the request has its id, before the server looks at the length. */
    private static final int EARLY = 9_000;

    private final ObjectMapper mapper;
    private final long limit;

    BodyLimitFilter(ObjectMapper mapper, VertxHttpConfig config) {
        this.mapper = mapper;
        this.limit = config.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext context) {
        if (announced(context) > limit) {
            refuse(context);
        } else {
            context.next();
        }
    }

    private void refuse(RoutingContext context) {
        var failure = new ApiException(ErrorCode.PAYLOAD_TOO_LARGE);
        var response = context.response();
        var problem =
                Problem.of(failure, context.request().path(), response.headers().get(RequestIds.HEADER));
        response.setStatusCode(failure.code.status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Nobody reads the body, so nothing can follow it.
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(bytes(problem));
    }

    private Buffer bytes(Problem problem) {
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(problem));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long announced(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }
}
