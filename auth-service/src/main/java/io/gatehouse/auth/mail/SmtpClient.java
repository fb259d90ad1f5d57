package io.gatehouse.auth.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/**
 * The connections to the SMTP server. One on which nothing has moved for half the time that an attempt may take is closed: the platform's
 * mailer knows no such end, and a server that vanishes would keep each connection that it owes an answer, until no more may be opened. What
 * finds a connection so then still has the time to take another one; later it would be sent although it has been given up, and once more.
 */
@Singleton
class SmtpClient {

    /** The worker decides how many mails are sent at the same time, and each gets a connection. */
    private static final int MOST_CONNECTIONS = 100;

    private final MailClient client;

    SmtpClient(Vertx vertx, SmtpConfig smtp, MailConfig mail) {
        var options = new io.vertx.ext.mail.MailConfig(smtp.host(), smtp.port())
                .setSsl(smtp.tls())
                .setStarttls(smtp.startTls())
                .setMaxPoolSize(MOST_CONNECTIONS)
                .setIdleTimeout(Math.toIntExact(mail.timeout().dividedBy(2).toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        smtp.username().ifPresent(options::setUsername);
        smtp.password().ifPresent(options::setPassword);
        client = MailClient.create(vertx, options);
    }

    /** Completes when the server has taken the message. */
    Uni<Void> send(MailMessage message) {
        return Uni.createFrom()
                .completionStage(() -> client.sendMail(message).toCompletionStage())
                .replaceWithVoid();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        client.close();
    }
}
