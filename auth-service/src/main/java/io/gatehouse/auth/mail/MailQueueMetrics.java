package io.gatehouse.auth.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** How much mail waits. The same numbers from every instance: the queue is theirs together. */
@Singleton
class MailQueueMetrics {

    private final MailRecordRepository records;
    private volatile MailSummary summary = new MailSummary(0, 0, 0);

    MailQueueMetrics(MailRecordRepository records) {
        this.records = records;
    }

    void register(@Observes StartupEvent start, MeterRegistry meters) {
        Gauge.builder("gatehouse.mail.queued", () -> summary.queued())
                .description("Messages that wait to be sent")
                .register(meters);
        Gauge.builder("gatehouse.mail.dead", () -> summary.dead())
                .description("Messages that were given up")
                .register(meters);
        Gauge.builder("gatehouse.mail.oldest.age", () -> summary.oldestAge())
                .description("For how long the oldest of the waiting messages has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return records.summary()
                .invoke(now -> summary = now)
                .replaceWithVoid()
                // The numbers of before stay; that the database is gone is told elsewhere.
                .onFailure()
                .recoverWithNull();
    }
}
