package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.gatehouse.auth.MfaApi.reauthenticate;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.PasswordApi;
import io.gatehouse.auth.mfa.Authenticator;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Proof that it is still the person, and what it is needed for. */
@QuarkusTest
class ReauthenticationTest {

    private Person person;

    @BeforeEach
    void signUp() {
        person = newPerson();
    }

    @Test
    void aPersonProvesThatItIsStillThem() throws Exception {
        letTheSignInAge();
        changePassword(person)
                .statusCode(401)
                .body("code", is("reauthentication_required"))
                .body("max_age", is(600))
                .header("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\", max_age=\"600\"");

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD)).statusCode(204);

        changePassword(person).statusCode(204);
    }

    @Test
    void anotherAddressNeedsARecentSignIn() throws Exception {
        letTheSignInAge();

        changeAddress(person).statusCode(401).body("code", is("reauthentication_required"));

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD)).statusCode(204);
        changeAddress(person).statusCode(200);
    }

    @Test
    void aFreshSignInIsRecent() throws Exception {
        letTheSignInAge();
        String token = login(person.email(), PASSWORD).statusCode(200).extract().path("access_token");

        changeAddress(new Person(person.accountId(), person.email(), token, null))
                .statusCode(200);
    }

    @Test
    void withASecondFactorBothAreProved() throws Exception {
        var authenticator = Authenticator.of(person);
        letTheSignInAge();

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD))
                .statusCode(403)
                .body("code", is("mfa_required"))
                .body("methods", contains("totp", "recovery_code"))
                .body("mfa_token", nullValue());
        reauthenticate(person.accessToken(), Map.of("password", PASSWORD, "code", authenticator.wrongCode()))
                .statusCode(422)
                .body("code", is("mfa_code_invalid"));
        changePassword(person).statusCode(401);
        reauthenticate(person.accessToken(), Map.of("password", PASSWORD, "code", authenticator.freshCode()))
                .statusCode(204);

        changePassword(person).statusCode(204);
    }

    @Test
    void aRecoveryCodeProvesAsWell() {
        var code = Authenticator.of(person).recoveryCodes().getLast();

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD, "recovery_code", code))
                .statusCode(204);

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD, "recovery_code", code))
                .statusCode(422);
    }

    @Test
    void aWrongPasswordProvesNothing() throws Exception {
        letTheSignInAge();

        reauthenticate(person.accessToken(), Map.of("password", "not the password"))
                .statusCode(401)
                .body("code", is("invalid_credentials"));

        changePassword(person).statusCode(401).body("code", is("reauthentication_required"));
    }

    @Test
    void anEndedSessionIsNotRenewed() {
        logout(person.accessToken()).statusCode(204);

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD))
                .statusCode(401)
                .body("code", is("session_revoked"));
        changePassword(person).statusCode(401).body("code", is("session_revoked"));
        changeAddress(person).statusCode(401).body("code", is("session_revoked"));
    }

    @Test
    void anAccountThatIsGoneIsNotFound() throws Exception {
        Database.update("DELETE FROM account WHERE id = ?", person.accountId());

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD))
                .statusCode(404)
                .body("code", is("not_found"));
    }

    @Test
    void renewingIsForPeopleWhoAreSignedIn() {
        post("/v1/auth/reauthenticate", Map.of("password", PASSWORD))
                .statusCode(401)
                .body("code", is("invalid_token"));
        reauthenticate(serviceToken(), Map.of("password", PASSWORD))
                .statusCode(403)
                .body("code", is("forbidden"));
    }

    private static ValidatableResponse changePassword(Person person) {
        return PasswordApi.change(person.accessToken(), PASSWORD, PasswordApi.ANOTHER);
    }

    private static ValidatableResponse changeAddress(Person person) {
        return given().auth()
                .oauth2(person.accessToken())
                .header("If-Match", "*")
                .contentType("application/merge-patch+json")
                .body(new JsonObject(Map.of("email", "other-" + person.email(), "current_password", PASSWORD)).encode())
                .patch("/v1/auth/account")
                .then();
    }

    private void letTheSignInAge() throws SQLException {
        Database.update(
                "UPDATE session SET authenticated_at = now() - interval '601 seconds' WHERE account_id = ?",
                person.accountId());
    }
}
