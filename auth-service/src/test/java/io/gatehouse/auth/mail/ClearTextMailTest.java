package io.gatehouse.auth.mail;

import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.mail.MailRows.errorOf;
import static io.gatehouse.auth.mail.MailRows.queue;
import static io.gatehouse.auth.mail.MailRows.statusOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where mail must not travel in clear text, a server that offers nothing else gets none. */
@QuarkusTest
@TestProfile(ClearTextMailTest.StartTlsRequired.class)
class ClearTextMailTest {

    FakeSmtp smtp;

    @Test
    void noMailGoesToAServerWithoutTls() throws Exception {
        var recipient = freshEmail();

        queue("session_ended", recipient, 0);

        await().until(() -> errorOf(recipient) != null);
        assertThat(statusOf(recipient)).isEqualTo("queued");
        assertThat(smtp.messagesTo(recipient)).isEmpty();
    }

    public static final class StartTlsRequired implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("GATEHOUSE_SMTP_START_TLS", "REQUIRED");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(FakeSmtp.class));
        }
    }
}
