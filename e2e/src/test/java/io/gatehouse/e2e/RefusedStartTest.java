package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever tells a service something that it cannot use reads in one sentence what it is. */
@ExtendWith(SharedGatehouse.class)
class RefusedStartTest {

    private final Gatehouse gatehouse;

    RefusedStartTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @ParameterizedTest
    @CsvSource({
        "auth-service, GATEHOUSE_MASTER_KEY",
        "user-service, GATEHOUSE_CLIENT_SECRET",
        "gateway, GATEHOUSE_CLIENT_SECRET",
    })
    void secretThatIsMissing(String service, String setting) throws IOException {
        refuses(
                service,
                setting,
                "",
                "Not started: " + setting + " is not set. See .env.example for what belongs there.");
    }

    @ParameterizedTest
    @CsvSource({
        "auth-service, GATEHOUSE_DATABASE_CA, gatehouse.database.ca",
        "auth-service, GATEHOUSE_REDIS_CA, gatehouse.redis-trust.ca",
        "auth-service, GATEHOUSE_SMTP_CA, gatehouse.smtp.ca",
        "user-service, GATEHOUSE_DATABASE_CA, gatehouse.database.ca",
        "gateway, GATEHOUSE_REDIS_CA, gatehouse.limits.redis-ca",
    })
    void fileWithoutCertificates(String service, String setting, String property) throws IOException {
        var empty = Files.writeString(SharedGatehouse.home("no-certificates.pem"), "");

        refuses(service, setting, empty.toString(), property, "there is no certificate in '" + empty + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "auth-service, GATEHOUSE_PASSWORD_THREADS, gatehouse.password.threads",
        "auth-service, GATEHOUSE_PASSWORD_MAX_WAIT, gatehouse.password.max-wait",
        "user-service, GATEHOUSE_PREFERENCE_VALUE_LIMIT, gatehouse.preference.value-limit",
        "gateway, GATEHOUSE_CONNECTIONS_UNREAD_MAX, gatehouse.connections.unread-max",
    })
    void valueOutOfBounds(String service, String setting, String property) throws IOException {
        refuses(service, setting, "0", property, "it must be a ");
    }

    private void refuses(String service, String setting, String value, String... sentences) throws IOException {
        var ended = Replica.startInVain(service, gatehouse, Map.of(setting, value));

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).contains(sentences).doesNotContain("\tat ", "\"exception\"");
    }
}
