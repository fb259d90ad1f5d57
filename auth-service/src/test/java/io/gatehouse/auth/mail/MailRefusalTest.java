package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.mail.MailRows.errorOf;
import static io.gatehouse.auth.mail.MailRows.queue;
import static io.gatehouse.auth.mail.MailRows.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Impatient.class)
class MailRefusalTest {

    FakeSmtp smtp;

    @ParameterizedTest
    @CsvSource({"unknown-, 550 recipient address not accepted", "rejected-, 554 sending data failed"})
    void aRefusalOfTheMessageIsFinal(String prefix, String reason) throws Exception {
        var recipient = prefix + freshEmail();

        queue("session_ended", recipient, 0);

        await().until(() -> "dead".equals(statusOf(recipient)));
        assertThat(errorOf(recipient)).isEqualTo(reason);
        assertThat(attemptsOf(recipient)).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nobody", "somebody <else@example.org>", "else@example.org (somebody)", "two words@example.org"})
    void anAddressThatCannotBeUsedIsFinal(String address) throws Exception {
        var recipient = address + freshEmail().hashCode();

        queue("session_ended", recipient, 0);

        await().until(() -> "dead".equals(statusOf(recipient)));
        assertThat(errorOf(recipient)).isEqualTo("UnusableAddressException");
    }

    @Test
    void aRefusalThatMayPassIsTriedAgain() throws Exception {
        var recipient = "greylisted-" + freshEmail();

        queue("session_ended", recipient, 0);

        await().until(() -> "sent".equals(statusOf(recipient)));
        assertThat(attemptsOf(recipient)).isEqualTo("2");
        assertThat(errorOf(recipient)).isNull();
        assertThat(smtp.messagesTo(recipient)).hasSize(1);
    }

    @Test
    void aRefusalOfTheSenderIsNotHeldAgainstTheMessage() throws Exception {
        var recipient = freshEmail();
        smtp.welcomeSenders(false);
        try {
            queue("session_ended", recipient, 0);
            await().until(() -> "550 sender address not accepted".equals(errorOf(recipient)));
        } finally {
            smtp.welcomeSenders(true);
        }

        await().until(() -> "sent".equals(statusOf(recipient)));
    }

    @Test
    void aServerThatDoesNotAnswerHoldsUpNobodyElseAndIsToldTheSameIdAgain() throws Exception {
        var silent = "silent-" + freshEmail();
        var other = freshEmail();
        var id = queue("session_ended", silent, 0);

        await().until(() -> smtp.messagesTo(silent).size() == 1);
        queue("session_ended", other, 0);

        await().until(() -> "sent".equals(statusOf(other)));
        await().until(() -> smtp.messagesTo(silent).size() == 2);
        assertThat(errorOf(silent)).isEqualTo("TimeoutException");
        assertThat(smtp.messagesTo(silent)).allSatisfy(message -> assertThat(message)
                .contains("Message-ID: <" + id + "@localhost>\n", "Auto-Submitted: auto-generated\n", "Date: "));
    }

    private static String attemptsOf(String recipient) throws Exception {
        return Database.value("SELECT attempts FROM mail_message WHERE recipient = ?", recipient);
    }
}
