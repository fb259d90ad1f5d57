package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.gateway.proxy.BrokenOffException;
import io.gatehouse.gateway.upstream.Upstream;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells operators why a service did not answer, which clients are not told. One line stands for many of its kind. */
@Singleton
class UpstreamFailures {

    private static final Logger LOG = Logger.getLogger(UpstreamFailures.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final RepeatedEvents<Kind> events;

    private record Kind(String upstream, String outcome) {}

    UpstreamFailures(Clock clock) {
        this.events = new RepeatedEvents<>(clock, INTERVAL);
    }

    void tell(Exchange exchange, Upstream upstream, Throwable failure) {
        if (!isOfUpstream(failure)) {
            return;
        }
        var untold = events.happened(new Kind(upstream.name(), exchange.upstreamOutcome));
        if (untold.isPresent()) {
            LOG.warnf(
                    "%s of %s at %s on route %s: %s (request %s, %d more like it since the last such line)",
                    exchange.upstreamOutcome,
                    upstream.name(),
                    upstream.location(),
                    exchange.routeId(),
                    reason(failure),
                    exchange.requestId,
                    untold.getAsLong());
        }
    }

    private static boolean isOfUpstream(Throwable failure) {
        return switch (failure) {
            case BrokenOffException broken -> broken.side() == BrokenOffException.Side.UPSTREAM;
            case ApiException refused -> refused.code.status > 500;
            default -> false;
        };
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause();
        if (cause == null) {
            // Found out by the gateway itself, such as a time that ran out.
            return failure instanceof ApiException refused ? refused.code.title : failure.getMessage();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
