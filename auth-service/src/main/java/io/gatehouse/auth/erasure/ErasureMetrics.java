package io.gatehouse.auth.erasure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Who waits to be forgotten. The same numbers from every instance: the table is theirs together. */
@Singleton
class ErasureMetrics {

    private final ErasureTasks tasks;
    private volatile ErasureSummary summary = new ErasureSummary(0, 0, 0);

    ErasureMetrics(ErasureTasks tasks) {
        this.tasks = tasks;
    }

    void register(@Observes StartupEvent start, MeterRegistry meters) {
        Gauge.builder("gatehouse.erasures.requested", () -> summary.requested())
                .description("People who asked to be forgotten and whose accounts are still open")
                .register(meters);
        Gauge.builder("gatehouse.erasures.running", () -> summary.running())
                .description("People whose accounts are closed and who are not forgotten everywhere yet")
                .register(meters);
        Gauge.builder("gatehouse.erasures.overdue.age", () -> Math.max(0, summary.overdue()))
                .description("For how long the next step of an erasure could have been done")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return tasks.summary()
                .invoke(now -> summary = now)
                .replaceWithVoid()
                // The numbers of before stay; that the database is gone is told elsewhere.
                .onFailure()
                .recoverWithNull();
    }
}
