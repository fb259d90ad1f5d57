package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.RetryPolicy;
import io.gatehouse.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

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
     * @param body the request's, perhaps watched by somebody else too
     * @param target path and query
     * @param journey what is told of the way there
     * @param steps what its response passes through, from the service to the client
     * @param lasting what there is to know of a response that may go on for long, or null
     */
    public record Call(
            HttpServerRequest request,
            boolean hasBody,
            ReadStream<Buffer> body,
            Upstream upstream,
            String target,
            Caller caller,
            String requestId,
            Deadline deadline,
            long bodyLimit,
            RetryPolicy retries,
            Journey journey,
            List<ResponseStep> steps,
            Lasting lasting) {

        /** The bytes of the body as the client tells them before; negative where it does not. */
        long declaredLength() {
            var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? -1 : Long.parseLong(length);
        }

        /** The switch to another protocol that it asks for, or null. */
        Upgrade upgrade() {
            return lasting == null ? null : lasting.upgrade();
        }

        /** Whether somebody wants the whole response, even when the client has left. */
        boolean outlivesClient() {
            for (var step : steps) {
                if (step.outlivesClient()) {
                    return true;
                }
            }
            return false;
        }

        /** The same for another service. */
        public Call to(Upstream other) {
            return new Call(
                    request, hasBody, body, other, target, caller, requestId, deadline, bodyLimit, retries, journey,
                    steps, lasting);
        }

        /** The same with its response on its way through these steps. */
        public Call through(List<ResponseStep> others) {
            return new Call(
                    request, hasBody, body, upstream, target, caller, requestId, deadline, bodyLimit, retries, journey,
                    others, lasting);
        }

        /** The same with its body watched. */
        public Call with(ReadStream<Buffer> watched) {
            return new Call(
                    request, hasBody, watched, upstream, target, caller, requestId, deadline, bodyLimit, retries,
                    journey, steps, lasting);
        }
    }

    /**
     * Completes when the whole response has been sent. Fails with an {@code ApiException} while the client can still be
     * told, and with {@link BrokenOffException} when it cannot.
     */
    public Future<Void> forward(Call call) {
        return new ProxiedExchange(vertx, clock, call).run();
    }
}
