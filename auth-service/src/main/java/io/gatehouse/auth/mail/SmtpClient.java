package io.gatehouse.auth.mail;

import io.gatehouse.kit.client.TrustedCertificates;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connections to the SMTP server. One on which nothing has moved for half the time that an attempt may take is closed: the platform's
 * mailer knows no such end, and a server that vanishes would keep each connection that it owes an answer, until no more may be opened. What
 * finds a connection so then still has the time to take another one; later it would be sent although it has been given up, and once more.
 */
@Singleton
class SmtpClient {

    /** The worker decides how many mails are sent at the same time, and each gets a connection. */
    private static final int MOST_CONNECTIONS = 100;

    private final Duration silence;
    private final MailClient client;

    SmtpClient(Vertx vertx, SmtpConfig smtp, MailConfig mail) {
        silence = mail.timeout().dividedBy(2);
        var options = new io.vertx.ext.mail.MailConfig(smtp.host(), smtp.port())
                .setSsl(smtp.tls())
                .setStarttls(smtp.startTls())
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setIdleTimeout(Math.toIntExact(silence.toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        // Its name is looked at by the client itself, unless one says how.
        smtp.ca().map(TrustedCertificates::trust).ifPresent(options::setTrustOptions);
        smtp.username().ifPresent(options::setUsername);
        smtp.password().ifPresent(options::setPassword);
        client = MailClient.create(vertx, options);
    }

    /** Completes when the server has taken the message. A connection that is closed because of its silence is a timeout. */
    Uni<Void> send(MailMessage message) {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            return Uni.createFrom()
                    .completionStage(() -> client.sendMail(message).toCompletionStage())
                    .onFailure(IOException.class)
                    .transform(closed -> System.nanoTime() - began < silence.toNanos() ? closed : timeout(closed))
                    .replaceWithVoid();
        });
    }

    private static TimeoutException timeout(Throwable closed) {
        var timeout = new TimeoutException("The SMTP server is silent");
        timeout.initCause(closed);
        return timeout;
    }

    void stop(@Observes ShutdownEvent shutdown) {
        client.close();
    }
}
