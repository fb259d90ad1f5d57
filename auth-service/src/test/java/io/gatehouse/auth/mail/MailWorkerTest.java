package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.auth.Database;
import io.gatehouse.local.test.SmtpTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailWorkerTest {

    @Test
    void aNewAccountIsGreetedOnce() throws Exception {
        var person = newPerson();

        await().until(() -> "sent".equals(statusOf(person.email())));

        var mails = SmtpTestResource.inbox().mailsTo(person.email());
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().subject()).isEqualTo("Welcome to Gatehouse");
        assertThat(mails.getFirst().text()).contains("Ada Lovelace");
    }

    @Test
    void aMailThatCannotBeSentIsTriedAgainLater() throws Exception {
        var recipient = queue("no_such_template", 0);

        await().until(() ->
                Database.value("SELECT last_error FROM mail_message WHERE recipient = ?", recipient) != null);

        assertThat(statusOf(recipient)).isEqualTo("queued");
        assertThat(Database.value(
                        "SELECT next_attempt_at > now() + interval '5 seconds' FROM mail_message WHERE recipient = ?",
                        recipient))
                .isEqualTo("t");
    }

    @Test
    void afterTheLastAttemptAMailIsDead() throws Exception {
        var recipient = queue("no_such_template", 29);

        await().until(() -> "dead".equals(statusOf(recipient)));
    }

    private static String queue(String template, int attempts) throws SQLException {
        var recipient = freshEmail();
        Database.update("""
                INSERT INTO mail_message
                    (id, template, recipient, parameters, status, attempts, next_attempt_at, created_at, updated_at)
                VALUES (?, ?, ?, '{}', 'queued', ?, now(), now(), now())
                """, UUID.randomUUID(), template, recipient, attempts);
        return recipient;
    }

    private static String statusOf(String recipient) throws SQLException {
        return Database.value("SELECT status FROM mail_message WHERE recipient = ?", recipient);
    }
}
