package io.gatehouse.auth.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends what is queued. A message is claimed, sent and then marked: a crash after sending and before marking sends it
 * twice, and none is ever lost.
 */
@Singleton
class MailWorker {

    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    private static final int BATCH = 10;

    private final MailRepository repository;
    private final MailTemplates templates;
    private final Map<String, MailComposer> composers;
    private final MailConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    MailWorker(
            MailRepository repository,
            MailTemplates templates,
            @All List<MailComposer> composers,
            MailConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.repository = repository;
        this.templates = templates;
        this.composers = composers.stream().collect(Collectors.toMap(MailComposer::template, composer -> composer));
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sendQueued() {
        return repository
                .claim(BATCH, config, clock.instant())
                .chain(this::attemptAll)
                // The queue keeps what could not be claimed or marked; the next look comes in a second.
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.debug("The mail queue cannot be read", failure);
                    return null;
                });
    }

    private Uni<Void> attemptAll(List<QueuedMail> messages) {
        return Multi.createFrom()
                .iterable(messages)
                .onItem()
                .transformToUniAndMerge(this::attempt)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> attempt(QueuedMail message) {
        return Uni.createFrom()
                .deferred(() -> compose(message))
                .onItem()
                .ifNotNull()
                .transformToUni(
                        content -> templates.of(content, message.recipient()).send())
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .chain(() -> sent(message))
                .onFailure()
                .recoverWithUni(failure -> failed(message, failure));
    }

    private Uni<MailContent> compose(QueuedMail message) {
        var composer = composers.get(message.template());
        return composer == null
                ? Uni.createFrom().item(new MailContent(message.template(), message.parameters()))
                : composer.compose(message);
    }

    private Uni<Void> sent(QueuedMail message) {
        count(message, "sent");
        return repository.markSent(message.id(), clock.instant());
    }

    private Uni<Void> failed(QueuedMail message, Throwable failure) {
        var last = message.attempts() >= config.maxAttempts();
        count(message, last ? "dead" : "failed");
        LOG.warnf(
                "%s was not sent, attempt %d%s: %s",
                message,
                message.attempts(),
                last ? ", the last" : "",
                failure.getClass().getName());
        return repository.markFailed(message.id(), failure.getClass().getName(), config.maxAttempts(), clock.instant());
    }

    private void count(QueuedMail message, String outcome) {
        meters.counter("gatehouse.mail.attempts", "template", message.template(), "outcome", outcome)
                .increment();
    }
}
