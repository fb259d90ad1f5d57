package io.gatehouse.auth.mfa;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.MfaApi.enrol;
import static io.gatehouse.auth.MfaApi.remove;
import static io.gatehouse.auth.MfaApi.replaceRecoveryCodes;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AuthApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.HeldRow;
import io.gatehouse.auth.PasswordApi;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes that are under way while a second factor becomes active. */
@QuarkusTest
class ActivationMeanwhileTest {

    private static final String ACTIVATE = "UPDATE totp SET activated_at = now(), last_step = 0 WHERE account_id = ?";

    static Stream<Function<Person, ValidatableResponse>> changes() {
        return Stream.of(
                person -> remove(person.accessToken()),
                person -> replaceRecoveryCodes(person.accessToken()),
                person -> enrol(person.accessToken()),
                person -> PasswordApi.change(person.accessToken(), PASSWORD, PasswordApi.ANOTHER),
                ActivationMeanwhileTest::changeAddress);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void theNewFactorIsAskedFor(Function<Person, ValidatableResponse> change) throws Exception {
        var person = newPerson();

        theNewFactorIsAskedFor(person, () -> change.apply(person));
    }

    @Test
    void administratorsDoNotRemoveTheirOwnNewFactorEither() throws Exception {
        var person = newPerson();
        Database.update("UPDATE account SET roles = ARRAY['user', 'admin'] WHERE id = ?", person.accountId());

        theNewFactorIsAskedFor(person, () -> AccountsApi.removeSecondFactor(person.accessToken(), person.accountId()));
    }

    private static void theNewFactorIsAskedFor(Person person, Callable<ValidatableResponse> change) throws Exception {
        enrol(person.accessToken()).statusCode(200);
        try (var account = HeldRow.of("account", person.accountId());
                var thread = Executors.newSingleThreadExecutor()) {
            var answer = thread.submit(change);
            account.awaitWaiter();
            account.update(ACTIVATE, person.accountId());
            account.release();

            answer.get().statusCode(401).body("code", is("reauthentication_required"));
        }
    }

    private static ValidatableResponse changeAddress(Person person) {
        return given().auth()
                .oauth2(person.accessToken())
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(Map.of("email", AuthApi.freshEmail(), "current_password", PASSWORD))
                .patch("/v1/auth/account")
                .then();
    }
}
