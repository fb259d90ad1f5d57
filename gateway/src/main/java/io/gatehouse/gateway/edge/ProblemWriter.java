package io.gatehouse.gateway.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.FieldError;
import io.gatehouse.contracts.error.Problem;
import io.gatehouse.gateway.route.RouteTable;
import io.gatehouse.kit.identity.BearerChallenge;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/** Tells a refusal: RFC 9457 body, and the header fields that go with some of them. */
@Singleton
@RegisterForReflection(targets = {Problem.class, FieldError.class})
class ProblemWriter {

    private final ObjectMapper mapper;

    ProblemWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    Future<Void> write(Exchange exchange, ApiException failure) {
        var response = exchange.response;
        // A response from the service may have been half prepared.
        response.headers().clear();
        response.setStatusCode(failure.code.status);
        response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        addFields(response.headers(), exchange, failure);
        var body = Buffer.buffer(bytes(Problem.of(failure, instance(exchange), exchange.requestId)));
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        return "HEAD".equals(exchange.request.method().name()) ? response.end() : response.end(body);
    }

    private static void addFields(MultiMap headers, Exchange exchange, ApiException failure) {
        if (failure.retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(failure.retryAfterSeconds()));
        }
        if (failure.extensions.get(RouteTable.ALLOWED_METHODS) instanceof List<?> allowed) {
            headers.set(
                    HttpHeaders.ALLOW, allowed.stream().map(Object::toString).collect(Collectors.joining(", ")));
        }
        if (failure.code == ErrorCode.UPGRADE_REQUIRED) {
            // RFC 6455 section 4.4: the one version that is spoken.
            headers.set(HttpHeaders.UPGRADE, "websocket");
            headers.set("Sec-WebSocket-Version", "13");
        }
        var challenge = BearerChallenge.of(failure, exchange.request.headers().contains(HttpHeaders.AUTHORIZATION));
        if (challenge != null) {
            headers.set("WWW-Authenticate", challenge);
        }
    }

    // What could not be read as a path is not repeated.
    private static String instance(Exchange exchange) {
        return exchange.path == null ? null : exchange.path.path();
    }

    private byte[] bytes(Problem problem) {
        try {
            return mapper.writeValueAsBytes(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
