package io.gatehouse.auth.revocation;

import io.gatehouse.auth.token.TokenIssuer;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Removes revocations of which no token is left, from the stream and from the table. */
@Singleton
class RevocationCleaning {

    private static final Logger LOG = Logger.getLogger(RevocationCleaning.class);
    private static final int BATCH = 1_000;

    /** Redis and we may not agree on the time. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final RevocationRepository repository;
    private final RevocationStream stream;
    private final TokenIssuer issuer;
    private final Clock clock;

    RevocationCleaning(RevocationRepository repository, RevocationStream stream, TokenIssuer issuer, Clock clock) {
        this.repository = repository;
        this.stream = stream;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> trimStream() {
        return stream.trim(clock.instant().minus(issuer.lifetime()).minus(MARGIN))
                .onFailure()
                .recoverWithItem(RevocationCleaning::later);
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deleteExpired() {
        return Uni.createFrom()
                .deferred(() -> repository.deleteExpired(BATCH))
                .repeat()
                .whilst(deleted -> deleted == BATCH)
                .onItem()
                .ignoreAsUni()
                .onFailure()
                .recoverWithItem(RevocationCleaning::later);
    }

    private static Void later(Throwable failure) {
        LOG.debug("Old revocations stay for another minute", failure);
        return null;
    }
}
