package io.gatehouse.auth.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** How many messages wait to be sent. The same number from every instance: the queue is theirs together. */
@Singleton
class MailQueueMetrics {

    private final MailRepository repository;
    private final AtomicLong queued = new AtomicLong();

    MailQueueMetrics(MailRepository repository) {
        this.repository = repository;
    }

    void register(@Observes StartupEvent start, MeterRegistry meters) {
        Gauge.builder("gatehouse.mail.queued", queued, AtomicLong::get)
                .description("Messages that wait to be sent")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return repository
                .countQueued()
                .invoke(queued::set)
                .replaceWithVoid()
                // The number of before stays; that the database is gone is told elsewhere.
                .onFailure()
                .recoverWithNull();
    }
}
