package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.mail.MailRows.freshRecipient;
import static io.gatehouse.auth.mail.MailRows.statusOf;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.auth.Mailbox;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class MailWorkerTest {

    @Test
    void aNewAccountIsWrittenToOnce() {
        var person = newPerson();

        await().until(() -> "sent".equals(statusOf(person.email())));

        assertThat(Mailbox.of(person.email())).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("Confirm your e-mail address");
            assertThat(mail.from()).isEqualTo("Gatehouse <gatehouse@localhost>");
            assertThat(mail.text()).contains("Gatehouse", "<html lang=\"en\">");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de-AT, fr;q=0.5  | Bestätigen Sie Ihre E-Mail-Adresse",
                "fr, de;q=0.5     | Bestätigen Sie Ihre E-Mail-Adresse",
                "en, de;q=0.5     | Confirm your e-mail address",
                "fr               | Confirm your e-mail address",
                "no;such=language | Confirm your e-mail address",
            })
    void theRequestDecidesTheLanguage(String accepted, String subject) {
        var email = freshEmail();

        given().header("Accept-Language", accepted)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "password", PASSWORD, "display_name", "Ada"))
                .post("/v1/auth/signup")
                .then()
                .statusCode(201);

        assertThat(Mailbox.await(email, 1).subject()).isEqualTo(subject);
    }

    @Test
    void aMailThatCannotBeSentIsTriedAgainLater() throws Exception {
        var recipient = freshRecipient("no_such_template", 0);

        await().until(() -> MailRows.errorOf(recipient) != null);

        assertThat(statusOf(recipient)).isEqualTo("queued");
        assertThat(Database.value(
                        "SELECT next_attempt_at > now() + interval '5 seconds' FROM mail_message WHERE recipient = ?",
                        recipient))
                .isEqualTo("t");
    }

    @Test
    void afterTheLastAttemptAMailIsDead() throws Exception {
        var recipient = freshRecipient("no_such_template", 29);

        await().until(() -> "dead".equals(statusOf(recipient)));
    }

    @Test
    void aMailThatHasNothingToSayIsDropped() throws Exception {
        // Nobody has this address, so there is no password to reset.
        var recipient = freshRecipient("reset_password", 0);

        await().until(() -> "dropped".equals(statusOf(recipient)));

        assertThat(Mailbox.of(recipient)).isEmpty();
    }
}
