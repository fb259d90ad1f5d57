package io.gatehouse.gateway.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all event loops know: responses, who is on the way to a service for one, and for what nobody waits. */
record CacheState(
        Vertx vertx,
        Clock clock,
        Storage storage,
        CacheMetrics metrics,
        Map<Lane, Flight> flights,
        Cache<Lane, Long> forNobody) {

    private static final long REMEMBERED_MILLIS = 10_000;
    private static final int MOST_REMEMBERED_BYTES = 4 << 20;
    private static final int OVERHEAD = 200;

    static CacheState of(Vertx vertx, Clock clock, Storage storage, CacheMetrics metrics) {
        return new CacheState(
                vertx,
                clock,
                storage,
                metrics,
                new ConcurrentHashMap<>(),
                Caffeine.newBuilder()
                        .maximumWeight(MOST_REMEMBERED_BYTES)
                        .weigher((Lane lane, Long _) ->
                                OVERHEAD + lane.resource().weight())
                        .executor(Runnable::run)
                        .build());
    }

    /** Its last response was not for others: waiting for the next one would make a queue for nothing. */
    void remember(Lane lane) {
        forNobody.put(lane, clock.millis());
    }

    boolean isRemembered(Lane lane) {
        var since = forNobody.getIfPresent(lane);
        return since != null && clock.millis() - since < REMEMBERED_MILLIS;
    }
}
