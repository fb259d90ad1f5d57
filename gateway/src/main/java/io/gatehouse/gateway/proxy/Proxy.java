package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.RetryPolicy;
import io.gatehouse.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Hands requests on to services. */
@Singleton
public class Proxy {

    private final Vertx vertx;
    private final Clock clock;

    Proxy(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /**
     * What is to be forwarded, and within which limits.
     *
     * @param target path and query
     */
    public record Call(
            HttpServerRequest request,
            boolean hasBody,
            Upstream upstream,
            String target,
            Caller caller,
            String requestId,
            Deadline deadline,
            long bodyLimit,
            RetryPolicy retries) {}

    /**
     * Completes when the whole response has been sent. Fails with an {@code ApiException} while the client can still be
     * told, and with {@link BrokenOffException} when it cannot.
     */
    public Future<Void> forward(Call call) {
        return new ProxiedExchange(vertx, clock, call).run();
    }
}
