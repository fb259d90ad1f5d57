package io.gatehouse.gateway.stream;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.revocation.Revocations;
import io.gatehouse.gateway.route.StreamKind;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams that are open at this replica. Once a second those are ended that may not go on. */
@Singleton
public class OpenStreams {

    private static final long SWEEP_MILLIS = 1_000;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final StreamConfig config;
    private final Revocations revocations;
    private final StreamMetrics metrics;
    private final Clock clock;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byCaller = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean stopping;

    OpenStreams(Vertx vertx, StreamConfig config, Revocations revocations, StreamMetrics metrics, Clock clock) {
        this.vertx = vertx;
        this.config = config;
        this.revocations = revocations;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Admits one more on the present event loop. Fails with {@code too_many_streams} or {@code service_unavailable}.
     *
     * @param caller whose streams are counted together
     */
    public OpenStream open(StreamKind kind, String caller, Identity identity) {
        if (count.incrementAndGet() > config.max() || stopping) {
            throw refused(kind, "replica", new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY));
        }
        if (byCaller.merge(caller, 1, Integer::sum) > config.maxPerCaller()) {
            leave(caller);
            throw refused(kind, "caller", new ApiException(ErrorCode.TOO_MANY_STREAMS).retryAfter(RETRY));
        }
        var stream = new OpenStream(this, kind, caller, identity, vertx.getOrCreateContext());
        open.add(stream);
        metrics.opened(kind);
        return stream;
    }

    /**
     * Ends all of them so that their clients connect anew, elsewhere; more of them over a longer time, so that not all come at
     * once. From now on there are no new ones.
     */
    public void drain(Duration atMost) {
        stopping = true;
        long spread = Math.clamp(open.size(), 1, Math.max(1, atMost.toMillis()));
        for (var stream : open) {
            vertx.setTimer(1 + ThreadLocalRandom.current().nextLong(spread), _ -> stream.end(StreamEnd.STOPPING));
        }
    }

    void start(@Observes StartupEvent event) {
        vertx.getOrCreateContext().runOnContext(_ -> vertx.setPeriodic(SWEEP_MILLIS, _ -> sweep()));
    }

    void closed(OpenStream stream) {
        if (open.remove(stream)) {
            count.decrementAndGet();
            leave(stream.caller);
            metrics.closed(stream);
        }
    }

    private void sweep() {
        long nanos = System.nanoTime();
        var now = clock.instant();
        for (var stream : open) {
            var why = endOf(stream, nanos, now);
            if (why != null) {
                stream.end(why);
            }
        }
    }

    private StreamEnd endOf(OpenStream stream, long nanos, Instant now) {
        var identity = stream.identity;
        if (identity != null && !identity.expiresAt().isAfter(now)) {
            return StreamEnd.EXPIRED;
        }
        if (identity != null && revocations.isRevoked(identity)) {
            return StreamEnd.REVOKED;
        }
        if (stream.idleNanos(nanos) > config.idleTimeout().toNanos()) {
            return StreamEnd.IDLE;
        }
        return nanos - stream.openedNanos > config.lifetime().toNanos() ? StreamEnd.TOO_OLD : null;
    }

    private ApiException refused(StreamKind kind, String limit, ApiException refusal) {
        count.decrementAndGet();
        metrics.refused(kind, limit);
        return refusal;
    }

    private void leave(String caller) {
        byCaller.computeIfPresent(caller, (_, streams) -> streams == 1 ? null : streams - 1);
    }
}
