package io.gatehouse.gateway.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Answers requests of routes that cache, from memory where it may. */
@Singleton
public class ResponseCache {

    private final CacheState state;

    ResponseCache(Vertx vertx, Clock clock, CacheConfig config, MeterRegistry registry) {
        var metrics = new CacheMetrics(registry);
        var storage = new Storage(config.maxSize().asLongValue(), metrics::evicted);
        metrics.watch(storage);
        this.state = CacheState.of(vertx, clock, storage, metrics);
    }

    /**
     * Whether such a request may be answered here at all. Whatever it is, it asks its service for the resource that it names from
     * now on, and changes no other one.
     */
    public boolean concerns(HttpServerRequest request, boolean hasBody) {
        Asking.straighten(request.headers());
        return Asking.concernsCache(request, hasBody);
    }

    /** Answers it from memory, or has the service asked and keeps what it may. Completes and fails as the service's answer does. */
    public Future<Void> answer(CacheCall call) {
        return new CachedExchange(state, call).run();
    }

    /** Whether there is anything that a change could concern. */
    public boolean isInUse() {
        return !state.storage().isEmpty() || !state.flights().isEmpty();
    }

    /** A resource was changed by a request that came through here (RFC 9111 section 4.4). */
    public void changed(ResourceKey key) {
        outdate(new Lane(key, false));
        outdate(new Lane(key, true));
        state.storage().remove(key);
    }

    private void outdate(Lane lane) {
        var flight = state.flights().get(lane);
        if (flight != null) {
            flight.outdate();
        }
    }
}
