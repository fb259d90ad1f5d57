package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.kit.problem.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Appends to the stream what is revoked, as soon as it can. Never fails: what could not be appended waits in its table. */
@ApplicationScoped // and so behind a proxy: filters are made at build time, before there is a configuration
class RevocationRelay {

    private static final Logger LOG = Logger.getLogger(RevocationRelay.class);
    private static final int BATCH = 500;

    /** How long requests leave Redis alone after it was late or gone. */
    private static final Duration REST = Duration.ofSeconds(1);

    private final RevocationRepository repository;
    private final RevocationStream stream;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile Instant redisRestsUntil = Instant.MIN;

    RevocationRelay(RevocationRepository repository, RevocationStream stream, Clock clock, MeterRegistry meters) {
        this.repository = repository;
        this.stream = stream;
        this.clock = clock;
        this.meters = meters;
    }

    /** For the request whose revocation has just committed. */
    Uni<Void> appendNow() {
        return clock.instant().isBefore(redisRestsUntil) ? Uni.createFrom().voidItem() : appendWaiting();
    }

    /** For what requests have left behind, because Redis was away or a process ended. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> appendWaiting() {
        return Uni.createFrom()
                .deferred(() -> repository.appendWaiting(BATCH, this::append))
                .repeat()
                .whilst(appended -> appended == BATCH)
                .onItem()
                .ignoreAsUni()
                // Whatever it is, the next look comes in a second.
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.log(Outages.level(failure), "Revocations wait", failure);
                    return null;
                });
    }

    private Uni<Void> append(List<Revocation> revocations) {
        return stream.append(revocations)
                .invoke(() -> revocations.forEach(this::count))
                .onFailure()
                .invoke(this::rest);
    }

    private void rest(Throwable failure) {
        var now = clock.instant();
        if (redisRestsUntil.plus(REST).isBefore(now)) {
            LOG.warnf("Redis is late or gone (%s); revocations wait for it", failure.getClass());
        }
        redisRestsUntil = now.plus(REST);
    }

    private void count(Revocation revocation) {
        meters.counter("gatehouse.revocations", "subject", revocation.sid() != null ? "session" : "account")
                .increment();
    }
}
