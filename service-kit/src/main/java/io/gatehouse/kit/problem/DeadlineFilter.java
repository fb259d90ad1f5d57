package io.gatehouse.kit.problem;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.deadline.DeadlineConfig;
import io.gatehouse.kit.deadline.RequestDeadline;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/** Notes by when a request has to be answered. What comes too late is refused at once: nobody waits for it, and nothing is touched. */
class DeadlineFilter {

    /** After the request has its id, before anything else. */
    private static final int EARLY = 9_500;

    private static final Duration RETRY = Duration.ofSeconds(1);

    /**
     * What is kept of the time for the answer's way home, or a tenth where there is little: whoever waits is told what went wrong, and
     * does not give up in the same moment.
     */
    private static final Duration WAY_HOME = Duration.ofMillis(250);

    private static final int PART_OF_LITTLE = 10;

    private final EarlyRefusal refusal;
    private final DeadlineConfig config;
    private final Clock clock;

    DeadlineFilter(EarlyRefusal refusal, DeadlineConfig config, Clock clock) {
        this.refusal = refusal;
        this.config = config;
        this.clock = clock;
    }

    void register(@Observes Filters filters) {
        filters.register(this::note, EARLY);
    }

    private static Duration wayHome(Duration left) {
        var part = Duration.ofNanos(left.toNanos() / PART_OF_LITTLE);
        return part.compareTo(WAY_HOME) < 0 ? part : WAY_HOME;
    }

    private void note(RoutingContext context) {
        var header = context.request().getHeader(RequestDeadline.HEADER);
        var left = RequestDeadline.timeLeft(header, clock.instant(), config.longest());
        if (left.isPositive()) {
            RequestDeadline.set(left.minus(wayHome(left)));
            context.next();
        } else {
            refusal.send(context, new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY));
        }
    }
}
