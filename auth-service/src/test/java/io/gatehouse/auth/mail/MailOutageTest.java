package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.mail.MailRows.errorOf;
import static io.gatehouse.auth.mail.MailRows.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Impatient.class)
class MailOutageTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    FakeSmtp smtp;

    @Inject
    Vertx vertx;

    @Inject
    MailRepository repository;

    @Inject
    MailSender sender;

    @Inject
    MailConfig config;

    @Inject
    MeterRegistry meters;

    @Test
    void withoutSmtpNoRequestFailsNoMailIsLostAndNoneIsSentTwice() throws Exception {
        smtp.down();
        var people = IntStream.range(0, 5).mapToObj(number -> newPerson()).toList();
        await().until(() ->
                MailRows.countUntried(people.stream().map(Person::email).toList()) == 0);

        smtp.up();

        for (var person : people) {
            await().atMost(Duration.ofSeconds(20)).until(() -> isSent(person.email()));
        }
        assertThat(people).allSatisfy(person -> assertThat(smtp.messagesTo(person.email()))
                .singleElement()
                .asString()
                .contains("Subject: Confirm your e-mail address\n"));
    }

    @Test
    void connectionsOnWhichTheServerFellSilentAreGivenUp() throws Exception {
        var recipients =
                Stream.generate(() -> "silent-" + freshEmail()).limit(5).toList();
        for (var recipient : recipients) {
            // The last of its attempts.
            MailRows.queue("session_ended", recipient, 29);
        }
        await().until(() -> smtp.connections() >= recipients.size());

        for (var recipient : recipients) {
            await().until(() -> "dead".equals(statusOf(recipient)));
        }

        await().until(() -> smtp.connections() == 0);
    }

    @Test
    void aDeadLetterIsVisibleAndIsSentAgainOnce() throws Exception {
        smtp.down();
        var recipient = freshEmail();
        var id = MailRows.queue("session_ended", recipient, 29);
        await().until(() -> "dead".equals(statusOf(recipient)));
        assertThat(errorOf(recipient)).doesNotContain(recipient).contains("Connect");
        var admin = AdminApi.token();
        dead(admin, id)
                .body("template", is("session_ended"))
                .body("recipient", is(recipient))
                .body("attempts", is(30));

        smtp.up();
        Concurrently.times(2, () -> AdminApi.retryMail(admin, id).statusCode(204));

        await().until(() -> isSent(recipient));
        AdminApi.retryMail(admin, id).statusCode(204);
        assertThat(smtp.messagesTo(recipient)).hasSize(1);
        assertThat(statusOf(recipient)).isEqualTo("sent");
    }

    @Test
    void workersShareABacklogAndSendEachMailOnce() throws Exception {
        var prefix = "backlog-" + UUID.randomUUID() + "-";
        var recipients = MailRows.backlog(prefix, 300);

        // Beside the service's own, which is looking too, and after what other tests have left to be sent.
        var workers = Concurrently.times(3, () -> new MailWorker(vertx, repository, sender, config, meters)
                .sendQueued()
                .await()
                .atMost(PATIENCE));

        assertThat(workers).hasSize(3);
        await().atMost(PATIENCE).until(() -> MailRows.countUnsent(prefix) == 0);
        assertThat(recipients)
                .allSatisfy(recipient -> assertThat(smtp.messagesTo(recipient)).hasSize(1));
    }

    private static ValidatableResponse dead(String admin, UUID id) {
        return AdminApi.mails(admin, Map.of("status", "dead", "limit", 100))
                .statusCode(200)
                .rootPath("items.find { it.id == '" + id + "' }")
                .body("status", is("dead"))
                .body("next_attempt_at", nullValue());
    }

    private static boolean isSent(String recipient) throws SQLException {
        return "sent".equals(statusOf(recipient));
    }
}
