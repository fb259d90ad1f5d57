package io.gatehouse.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WeakAdministratorPasswordTest.WeakPassword.class)
class WeakAdministratorPasswordTest {

    private final Told told = new Told();

    @Inject
    FirstAdministrator administrator;

    @BeforeEach
    void listen() {
        Logger.getLogger(FirstAdministrator.class.getName()).addHandler(told);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger(FirstAdministrator.class.getName()).removeHandler(told);
    }

    @Test
    void aWeakPasswordIsToldOnceAndMakesNobody() throws Throwable {
        VertxContextSupport.subscribeAndAwait(administrator::ensure);
        VertxContextSupport.subscribeAndAwait(administrator::ensure);

        assertThat(told.messages)
                .containsExactly(
                        "There is no first administrator: GATEHOUSE_ADMIN_PASSWORD is one of the passwords that"
                                + " are tried first, or close to one. Set another and start again");
        assertThat(Database.value("SELECT count(*) FROM account WHERE email = 'root@example.org'"))
                .isEqualTo("0");
    }

    /** The scheduler would be faster than the test. */
    public static class WeakPassword implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "gatehouse.admin.email", "root@example.org",
                    "gatehouse.admin.password", "password123",
                    "quarkus.scheduler.enabled", "false");
        }
    }

    private static final class Told extends Handler {

        private final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord entry) {
            messages.add(entry.getMessage().formatted(entry.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
