package io.gatehouse.gateway.proxy;

import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.RetryPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends copies of requests to a second service. Whatever becomes of them is counted and nothing else: the client's request
 * neither waits for its copy nor fails with it.
 */
@Singleton
public class Mirror {

    // With the most bytes of each this bounds the memory that copies take to 8 MiB.
    private static final int MOST_IN_FLIGHT = 128;

    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicInteger inFlight = new AtomicInteger();

    Mirror(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        registry.gauge("gatehouse.gateway.mirror.active", inFlight);
    }

    /** Begins a copy. Without a body it is on its way at once, else when the whole body has come. */
    public MirroredBody begin(Proxy.Call copy) {
        if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
            ended(copy, "skipped");
            return MirroredBody.none();
        }
        if (!copy.hasBody()) {
            send(copy, Buffer.buffer());
            return MirroredBody.none();
        }
        return new MirroredBody(body -> send(copy, body), () -> ended(copy, "abandoned"));
    }

    private void send(Proxy.Call copy, Buffer body) {
        long left = copy.deadline().epochMillis() - clock.millis();
        var attempt = left <= 0 ? null : copy.upstream().attempt().orElse(null);
        if (attempt == null) {
            ended(copy, "failed");
            return;
        }
        attempt.open(copy.request().method(), copy.target())
                .compose(opened -> exchange(opened, copy, body, left))
                .onSuccess(_ -> attempt.answered())
                .onFailure(cause -> blame(attempt, cause))
                .onComplete(answered -> {
                    attempt.end();
                    ended(copy, answered.succeeded() ? "answered" : "failed");
                });
    }

    private static Future<Void> exchange(HttpClientRequest opened, Proxy.Call copy, Buffer body, long left) {
        // What breaks it reaches its response too.
        opened.exceptionHandler(_ -> {});
        ForwardedHeaders.toService(copy, opened.headers());
        copy.journey().trace().handOn(opened.headers());
        opened.putHeader("X-Gatehouse-Mirror", "true");
        return (copy.hasBody() ? opened.send(body) : opened.send())
                .compose(Mirror::discard)
                .timeout(left, TimeUnit.MILLISECONDS)
                .onFailure(_ -> opened.reset());
    }

    private static Future<Void> discard(HttpClientResponse response) {
        response.handler(_ -> {});
        return response.end();
    }

    private static void blame(Attempt attempt, Throwable cause) {
        if (!Attempt.isBusy(cause)) {
            attempt.failed(RetryPolicy.Reason.RESET);
        }
    }

    private void ended(Proxy.Call copy, String outcome) {
        inFlight.decrementAndGet();
        registry.counter(
                        "gatehouse.gateway.mirrored",
                        "upstream",
                        copy.upstream().name(),
                        "outcome",
                        outcome)
                .increment();
    }
}
