package io.gatehouse.gateway.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.context.CurrentContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Exchanges refresh tokens at auth-service, each once for all requests that bring it at about the same time. */
@Singleton
class SessionRefresher {

    // What a page sends at once does not all arrive at once. Far shorter than
    // auth-service's own grace, within which other replicas are given the same successor.
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    private final RefreshCall call;
    private final MeterRegistry meters;
    private final Cache<String, Future<SessionTokens>> exchanges =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(REMEMBERED).build();

    SessionRefresher(Vertx vertx, BrowserConfig config, MeterRegistry meters) {
        this.call = new RefreshCall(vertx, config);
        this.meters = meters;
    }

    /**
     * The successors of a refresh token. Fails with what auth-service says against it, or with {@code service_unavailable}
     * where it says nothing.
     */
    Future<SessionTokens> refresh(String token, Renewal renewal) {
        // Of this event loop, where whoever waits for it in vain goes on.
        var promise = ContextInternal.current().<SessionTokens>promise();
        var earlier = exchanges.asMap().putIfAbsent(token, promise.future());
        if (earlier != null) {
            count("shared");
            return CurrentContext.observe(earlier);
        }
        exchange(token, renewal).onComplete(promise);
        return promise.future();
    }

    void close(@Observes ShutdownEvent stop) {
        call.close();
    }

    private Future<SessionTokens> exchange(String token, Renewal renewal) {
        // What fails at once reaches those who wait, too.
        return Future.succeededFuture()
                .compose(_ -> renewal.leave().get())
                .compose(_ -> call.send(token, renewal))
                .onSuccess(_ -> count("refreshed"))
                .onFailure(failure -> {
                    exchanges.invalidate(token);
                    count(outcome(failure));
                });
    }

    private static String outcome(Throwable failure) {
        var code = failure instanceof ApiException refusal ? refusal.code : ErrorCode.SERVICE_UNAVAILABLE;
        return switch (code) {
            case RATE_LIMITED -> "limited";
            case SERVICE_UNAVAILABLE -> "unavailable";
            default -> "refused";
        };
    }

    private void count(String outcome) {
        meters.counter("gatehouse.gateway.session.refreshes", "outcome", outcome)
                .increment();
    }
}
