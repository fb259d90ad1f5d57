package io.gatehouse.gateway.overload;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;

/** What the event loops know together: the pace of each upstream's routes, and how a request is refused that is too much. */
@Singleton
public class Overload {

    /** Who sheds when it is the gateway's own event loops that are late. */
    public static final String GATEWAY = "gateway";

    private final Vertx vertx;
    private final OverloadConfig config;
    private final OverloadMetrics metrics;
    private final Map<String, UpstreamLimit> upstreams = new ConcurrentHashMap<>();
    private final List<LoopWatch> loops = new CopyOnWriteArrayList<>();
    private final ApiException[] refusals;

    Overload(Vertx vertx, OverloadConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = new OverloadMetrics(registry);
        // Made beforehand: what is refused must cost next to nothing.
        this.refusals = LongStream.rangeClosed(
                        1, Math.max(1, config.longestRetryAfter().toSeconds()))
                .mapToObj(seconds ->
                        new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(Duration.ofSeconds(seconds)))
                .toArray(ApiException[]::new);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            vertx.setPeriodic(UpstreamLimit.TICK.toMillis(), _ -> {
                long now = System.nanoTime();
                long delay =
                        loops.stream().mapToLong(LoopWatch::delayNanos).max().orElse(0);
                upstreams.values().forEach(upstream -> upstream.tick(now, delay));
            });
        }
    }

    /** Watches the event loop that calls, for as long as it is there. */
    public LoopWatch watch() {
        var loop = new LoopWatch(vertx, config, metrics);
        loops.add(loop);
        loop.start();
        return loop;
    }

    /** The pace of a route's requests at an upstream. Both outlive the routes file that names them. */
    public Pace pace(String upstream, String route) {
        var known = upstreams.get(upstream);
        return (known == null ? upstreams.computeIfAbsent(upstream, this::added) : known).of(route);
    }

    /** The refusal of a request that is shed. */
    public ApiException shed(String by, Priority priority) {
        metrics.shed(by, priority);
        return refusals[ThreadLocalRandom.current().nextInt(refusals.length)];
    }

    private UpstreamLimit added(String name) {
        var limit = new UpstreamLimit(config, System.nanoTime());
        metrics.watch(name, limit);
        return limit;
    }
}
