package io.gatehouse.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.Problem;
import io.gatehouse.kit.web.RequestIds;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers with a problem before the REST layer has seen the request. */
@Singleton
class EarlyRefusal {

    private final ObjectMapper mapper;

    EarlyRefusal(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void send(RoutingContext context, ApiException failure) {
        var response = context.response();
        var problem =
                Problem.of(failure, context.request().path(), response.headers().get(RequestIds.HEADER));
        if (failure.retryAfter != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(failure.retryAfterSeconds()));
        }
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
}
