package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.password.PasswordHasher;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void nobodyIsReadyBeforeThereIsOne() throws Throwable {
        var administrator = new FirstAdministrator(accounts, passwords, config(freshEmail(), PASSWORD), clock);
        var readiness = new AdministratorReadiness(administrator);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);

        VertxContextSupport.subscribeAndAwait(administrator::ensure);

        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            short       | GATEHOUSE_ADMIN_PASSWORD must have 8 to 128 characters.
            password123 | GATEHOUSE_ADMIN_PASSWORD is one of the passwords that are tried first, or close to one.
            """)
    void aPasswordThatNobodyMayHaveStopsTheStart(String password, String sentence) {
        var administrator = new FirstAdministrator(accounts, passwords, config(freshEmail(), password), clock);

        assertThatThrownBy(administrator::requireAcceptable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Not started: " + sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "root@localhost", "@example.org", "stra\u00dfe@\uff45xample.org"})
    void whatIsNoAddressStopsTheStart(String email) {
        var administrator = new FirstAdministrator(accounts, passwords, config(email, PASSWORD), clock);

        assertThatThrownBy(administrator::requireAcceptable)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Not started: GATEHOUSE_ADMIN_EMAIL must be an e-mail address.");
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
}
