package io.gatehouse.auth.revocation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** What waits to be appended. The same numbers from every instance: the table is theirs together. */
@Singleton
class RevocationMetrics {

    private final RevocationRepository repository;
    private volatile RevocationSummary summary = new RevocationSummary(0, 0);

    RevocationMetrics(RevocationRepository repository) {
        this.repository = repository;
    }

    void register(@Observes StartupEvent start, MeterRegistry meters) {
        Gauge.builder("gatehouse.revocations.waiting", () -> summary.waiting())
                .description("Revocations that followers cannot know yet")
                .register(meters);
        Gauge.builder("gatehouse.revocations.oldest.age", () -> summary.oldestAge())
                .description("For how long the oldest of the waiting revocations has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return repository
                .summary()
                .invoke(now -> summary = now)
                .replaceWithVoid()
                // The numbers of before stay; that the database is gone is told elsewhere.
                .onFailure()
                .recoverWithNull();
    }
}
