package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.MfaApi.loginWithRecoveryCode;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.HeldRow;
import io.gatehouse.auth.mfa.Authenticator;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is done to one account at the same time: no two of it wait for each other, which would be answered with 503. */
@QuarkusTest
class LockOrderTest {

    private static final int ROUNDS = 6;
    private static final int CLIENTS = 6;

    private String admin;

    @BeforeEach
    void signIn() throws SQLException {
        admin = AdminApi.token();
    }

    @Test
    void aRefreshHasNotTakenTheTokenWhileItWaitsForTheSession() throws Exception {
        var person = newPerson();
        var session = sessionOf(person);

        try (var ending = HeldRow.of("session", session);
                var thread = Executors.newSingleThreadExecutor()) {
            var answer = thread.submit(() -> refresh(person.refreshToken()));
            ending.awaitWaiter();
            ending.update("UPDATE refresh_token SET updated_at = updated_at WHERE session_id = ?", session);
            ending.release();

            answer.get().statusCode(200);
        }
    }

    @Test
    void refreshAndDeletion() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var person = newPerson();

            atOnce(client ->
                    client == 0 ? AccountsApi.delete(admin, person.accountId()) : refresh(person.refreshToken()));
        }
    }

    @Test
    void secondStepAndDeletion() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var person = newPerson();
            var authenticator = Authenticator.of(person);
            var mfaToken = authenticator.mfaToken();

            atOnce(client -> client == 0
                    ? AccountsApi.delete(admin, person.accountId())
                    : loginWithRecoveryCode(
                            mfaToken, authenticator.recoveryCodes().get(client)));
        }
    }

    @Test
    void secondStepAndRemovalOfTheFactor() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var person = newPerson();
            var authenticator = Authenticator.of(person);
            var mfaToken = authenticator.mfaToken();

            atOnce(client -> client == 0
                    ? AccountsApi.removeSecondFactor(admin, person.accountId())
                    : loginWithRecoveryCode(
                            mfaToken, authenticator.recoveryCodes().get(client)));
        }
    }

    @Test
    void endingSessionsFromAllOfThem() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var person = newPerson();
            var others = new String[CLIENTS];
            for (var client = 0; client < CLIENTS; client++) {
                others[client] = login(person.email(), PASSWORD).extract().path("access_token");
            }

            atOnce(client -> client % 2 == 0 ? endOthers(others[client]) : refresh(person.refreshToken()));
        }
    }

    @Test
    void aDeadlockIsAnsweredAsSomethingThatPasses() throws Exception {
        var person = newPerson();
        try (var other = HeldRow.of("session", sessionOf(person));
                var thread = Executors.newSingleThreadExecutor()) {
            var answer = thread.submit(() -> AccountsApi.delete(admin, person.accountId()));
            other.awaitWaiter();
            other.take("account", person.accountId());

            answer.get().statusCode(503).header("Retry-After", is("2")).body("code", is("service_unavailable"));
        }
        AccountsApi.get(admin, person.accountId()).statusCode(200);
    }

    private static UUID sessionOf(Person person) throws SQLException {
        return UUID.fromString(Database.value("SELECT id FROM session WHERE account_id = ?", person.accountId()));
    }

    private static ValidatableResponse endOthers(String accessToken) {
        return given().auth().oauth2(accessToken).delete("/v1/auth/sessions").then();
    }

    private static void atOnce(IntFunction<ValidatableResponse> action) throws Exception {
        var client = new AtomicInteger();
        var statuses = Concurrently.times(
                CLIENTS, () -> action.apply(client.getAndIncrement()).extract().statusCode());

        assertThat(statuses).doesNotContain(500, 503);
    }
}
