package io.gatehouse.auth.mail;

import io.gatehouse.kit.problem.Outages;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends what is queued. A message is claimed, sent and then marked: a crash after sending and before marking sends it
 * twice, and none is ever lost.
 */
@Singleton
class MailWorker {

    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final int MARK_RETRIES = 6;
    private static final long SHUTDOWN_SECONDS = 5;

    private final Vertx vertx;
    private final MailRepository repository;
    private final MailSender sender;
    private final MailConfig config;
    private final MeterRegistry meters;

    /** One for each message that may be under way. A slow one keeps only its own. */
    private final Semaphore free;

    private volatile boolean stopping;

    MailWorker(Vertx vertx, MailRepository repository, MailSender sender, MailConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.repository = repository;
        this.sender = sender;
        this.config = config;
        this.meters = meters;
        this.free = new Semaphore(config.parallel());
    }

    // The scheduler's shortest period is a second, and people wait for these mails.
    void start(@Observes StartupEvent startup) {
        vertx.setPeriodic(
                config.lookEvery().toMillis(),
                timer -> sendQueued().subscribe().with(done -> LOG.trace("Looked into the mail queue")));
    }

    /** Goes on at once while there is more than it could take. */
    Uni<Void> sendQueued() {
        return Uni.createFrom()
                .deferred(this::sendSome)
                .repeat()
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                // The queue keeps what could not be claimed or marked; the next look comes soon.
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.log(Outages.level(failure), "The mail queue cannot be read", failure);
                    return null;
                });
    }

    /** What is under way may arrive; a message that is sent but not marked would be sent again. */
    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        stopping = true;
        if (!free.tryAcquire(config.parallel(), SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Stopped while mail was being sent; it is tried again later, under the same Message-ID");
        }
    }

    private Uni<Boolean> sendSome() {
        var most = stopping ? 0 : free.drainPermits();
        if (most == 0) {
            return Uni.createFrom().item(false);
        }
        return repository
                .claim(most)
                .onFailure()
                .invoke(() -> free.release(most))
                .invoke(messages -> free.release(most - messages.size()))
                .call(this::attemptAll)
                .map(messages -> messages.size() == most);
    }

    private Uni<Void> attemptAll(List<QueuedMail> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUni(message -> attempt(message).eventually(() -> free.release()))
                // One that fails must not cancel those that are being sent.
                .collectFailures()
                .merge(config.parallel())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> attempt(QueuedMail message) {
        return Uni.createFrom()
                .deferred(() -> sender.send(message))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(sent -> marking(message, sent))
                .onFailure()
                .recoverWithItem(failure -> marking(message, MailFailure.of(failure)))
                .chain(mark -> Uni.createFrom()
                        .deferred(mark)
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_RETRY)
                        .atMost(MARK_RETRIES));
    }

    private Supplier<Uni<? extends Void>> marking(QueuedMail message, boolean sent) {
        count(message, sent ? "sent" : "dropped");
        return () -> sent ? repository.markSent(message.id()) : repository.markDropped(message.id());
    }

    private Supplier<Uni<? extends Void>> marking(QueuedMail message, MailFailure failure) {
        if (failure.permanent() || message.attempts() >= config.maxAttempts()) {
            count(message, "dead");
            LOG.warnf("%s is dead after %d attempts: %s", message, message.attempts(), failure.reason());
            return () -> repository.markDead(message, failure.reason());
        }
        count(message, "failed");
        LOG.infof("%s was not sent, attempt %d: %s", message, message.attempts(), failure.reason());
        return () -> repository.markFailed(message, failure.reason());
    }

    private void count(QueuedMail message, String outcome) {
        meters.counter("gatehouse.mail.attempts", "template", message.template(), "outcome", outcome)
                .increment();
    }
}
