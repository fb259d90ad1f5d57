package io.gatehouse.auth.revocation;

import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.kit.problem.Outages;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes from the stream what concerns no token that is left. */
@Singleton
class StreamTrimming {

    private static final Logger LOG = Logger.getLogger(StreamTrimming.class);

    /** Redis and we may not agree on the time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final RevocationStream stream;
    private final TokenIssuer issuer;
    private final Clock clock;

    StreamTrimming(RevocationStream stream, TokenIssuer issuer, Clock clock) {
        this.stream = stream;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> trim() {
        return stream.trim(clock.instant().minus(issuer.lifetime()).minus(MARGIN))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.log(Outages.level(failure), "The stream stays as long as it is for another minute", failure);
                    return null;
                });
    }
}
