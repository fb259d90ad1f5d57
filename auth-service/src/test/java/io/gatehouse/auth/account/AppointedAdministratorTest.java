package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.Database;
import io.gatehouse.auth.password.PasswordHasher;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Whom the configuration makes an administrator; outside of any request. */
@QuarkusTest
class AppointedAdministratorTest {

    @Inject
    AccountService accounts;

    @Inject
    PasswordHasher passwords;

    @Inject
    Clock clock;

    @Test
    void whoeverIsConfiguredIsMadeAnAdministratorByTheSetItself() throws Throwable {
        var email = freshEmail();

        appoint(email);

        history(email).body("action", is("administrator_appointed")).body("actor", is(Map.of("kind", "system")));
    }

    @Test
    void whoeverIsConfiguredAndHasSignedUpBecomesOne() throws Throwable {
        var person = newPerson();

        appoint(person.email());

        history(person.email()).body("action", is("administrator_appointed"));
        AccountsApi.get(token(person.email()), person.accountId()).body("roles", contains("admin", "user"));
    }

    @Test
    void aWeakPasswordIsToldOnceAndMakesNobody() throws Throwable {
        var email = freshEmail();
        var administrator = new FirstAdministrator(accounts, passwords, config(email, "password123"), clock);
        var told = new Told();
        var log = Logger.getLogger(FirstAdministrator.class.getName());
        log.addHandler(told);
        try {
            VertxContextSupport.subscribeAndAwait(administrator::ensure);
            VertxContextSupport.subscribeAndAwait(administrator::ensure);
        } finally {
            log.removeHandler(told);
        }

        assertThat(told.messages)
                .containsExactly(
                        "There is no first administrator: GATEHOUSE_ADMIN_PASSWORD is one of the passwords that"
                                + " are tried first, or close to one. Set another and start again");
        assertThat(Database.value("SELECT count(*) FROM account WHERE email = ?", email))
                .isEqualTo("0");
    }

    private void appoint(String email) throws Throwable {
        var administrator = new FirstAdministrator(accounts, passwords, config(email, PASSWORD), clock);
        VertxContextSupport.subscribeAndAwait(administrator::ensure);
    }

    /** The newest thing that happened to the account before it signed in. */
    private static ValidatableResponse history(String email) {
        return AuditApi.own(token(email), Map.of("limit", 2)).statusCode(200).rootPath("items[1]");
    }

    private static String token(String email) {
        return login(email, PASSWORD).statusCode(200).extract().path("access_token");
    }

    private static AdminConfig config(String email, String password) {
        return new AdminConfig() {
            @Override
            public Optional<String> email() {
                return Optional.of(email);
            }

            @Override
            public Optional<String> password() {
                return Optional.of(password);
            }
        };
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
