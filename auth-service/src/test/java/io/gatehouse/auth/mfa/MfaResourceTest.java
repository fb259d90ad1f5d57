package io.gatehouse.auth.mfa;

import static io.gatehouse.auth.AuditApi.ownActions;
import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.gatehouse.auth.MfaApi.activate;
import static io.gatehouse.auth.MfaApi.enrol;
import static io.gatehouse.auth.MfaApi.loginWithRecoveryCode;
import static io.gatehouse.auth.MfaApi.reauthenticate;
import static io.gatehouse.auth.MfaApi.remove;
import static io.gatehouse.auth.MfaApi.replaceRecoveryCodes;
import static io.gatehouse.auth.MfaApi.status;
import static io.restassured.RestAssured.given;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class MfaResourceTest {

    private Person person;

    @BeforeEach
    void signUp() {
        person = newPerson();
    }

    @Test
    void anAuthenticatorIsEnrolledAndActivated() {
        Mailbox.await(person.email(), 1);
        var enrolled = enrol(person.accessToken())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("otpauth_uri", startsWith("otpauth://totp/Gatehouse:" + encode(person.email(), UTF_8)));
        String secret = enrolled.extract().path("secret");
        enrolled.body(
                "otpauth_uri", endsWith("?secret=" + secret + "&issuer=Gatehouse&algorithm=SHA1&digits=6&period=30"));
        status(person.accessToken())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("active", is(false))
                .body("recovery_codes_left", is(0));

        List<String> codes = activate(person.accessToken(), Authenticator.codeOf(secret, 0))
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("recovery_codes", hasSize(10))
                .extract()
                .path("recovery_codes");

        assertThat(new HashSet<>(codes)).hasSize(10);
        status(person.accessToken()).body("active", is(true)).body("recovery_codes_left", is(10));
        assertThat(Mailbox.await(person.email(), 2).text()).contains("takes a second factor from now on");
    }

    @Test
    void anAuthenticatorThatIsNotActiveYetIsReplaced() {
        String first = enrol(person.accessToken()).statusCode(200).extract().path("secret");
        String second = enrol(person.accessToken()).statusCode(200).extract().path("secret");

        activate(person.accessToken(), Authenticator.codeOf(first, 0))
                .statusCode(422)
                .body("code", is("mfa_code_invalid"));
        login(person.email(), PASSWORD).statusCode(200);
        activate(person.accessToken(), Authenticator.codeOf(second, 0)).statusCode(200);
    }

    @Test
    void anActiveAuthenticatorIsNotReplaced() {
        var authenticator = Authenticator.of(person);

        enrol(person.accessToken()).statusCode(409).body("code", is("mfa_already_active"));
        activate(person.accessToken(), authenticator.code()).statusCode(409).body("code", is("mfa_already_active"));
    }

    @Test
    void nothingIsActivatedThatWasNotEnrolled() {
        activate(person.accessToken(), "000000").statusCode(404).body("code", is("not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "abcdef", "12 3456"})
    void aCodeHasSixDigits(String code) {
        activate(person.accessToken(), code)
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors.field", hasItem("code"));
    }

    @Test
    void guessingTheFirstCodeIsLimited() {
        String secret = enrol(person.accessToken()).statusCode(200).extract().path("secret");
        var wrong = new Authenticator(person, secret, List.of()).wrongCode();
        for (var i = 0; i < 5; i++) {
            activate(person.accessToken(), wrong).statusCode(422).body("code", is("mfa_code_invalid"));
        }

        activate(person.accessToken(), Authenticator.codeOf(secret, 0))
                .statusCode(429)
                .body("code", is("rate_limited"));
    }

    @Test
    void whatIsRemovedIsNotAskedFor() {
        Authenticator.of(person);
        Mailbox.await(person.email(), 2);

        remove(person.accessToken()).statusCode(204);

        login(person.email(), PASSWORD).statusCode(200);
        status(person.accessToken()).body("active", is(false)).body("recovery_codes_left", is(0));
        assertThat(Mailbox.await(person.email(), 3).text()).contains("was removed");
        remove(person.accessToken()).statusCode(204);
    }

    @Test
    void newRecoveryCodesTakeThePlaceOfTheOld() {
        var authenticator = Authenticator.of(person);
        Mailbox.await(person.email(), 2);

        List<String> codes = replaceRecoveryCodes(person.accessToken())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .extract()
                .path("recovery_codes");

        assertThat(codes).hasSize(10).doesNotContainAnyElementsOf(authenticator.recoveryCodes());
        assertThat(Mailbox.await(person.email(), 3).text()).contains("new recovery codes");
        loginWithRecoveryCode(
                        authenticator.mfaToken(), authenticator.recoveryCodes().getFirst())
                .statusCode(422);
        loginWithRecoveryCode(authenticator.mfaToken(), codes.getFirst()).statusCode(200);
    }

    @Test
    void withoutASecondFactorThereAreNoRecoveryCodes() {
        replaceRecoveryCodes(person.accessToken()).statusCode(404).body("code", is("not_found"));
    }

    static Stream<Function<String, ValidatableResponse>> changes() {
        return Stream.of(
                token -> enrol(token),
                token -> activate(token, "000000"),
                token -> remove(token),
                token -> replaceRecoveryCodes(token));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeNeedsARecentSignIn(Function<String, ValidatableResponse> change) throws Exception {
        letTheSignInAge();

        change.apply(person.accessToken()).statusCode(401).body("code", is("reauthentication_required"));

        reauthenticate(person.accessToken(), Map.of("password", PASSWORD)).statusCode(204);
        assertThat(change.apply(person.accessToken()).extract().statusCode()).isNotEqualTo(401);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeNeedsALiveSession(Function<String, ValidatableResponse> change) {
        logout(person.accessToken()).statusCode(204);

        change.apply(person.accessToken()).statusCode(401).body("code", is("session_revoked"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeNeedsAPerson(Function<String, ValidatableResponse> change) {
        change.apply("no.token.atall").statusCode(401).body("code", is("invalid_token"));
        change.apply(serviceToken()).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void theStatusIsForPeopleWhoAreSignedIn() {
        given().get("/v1/auth/mfa").then().statusCode(401).body("code", is("invalid_token"));
        status(serviceToken()).statusCode(403).body("code", is("forbidden"));
    }

    @Test
    void everybodyHasTheirOwn() {
        Authenticator.of(person);
        var stranger = newPerson();

        remove(stranger.accessToken()).statusCode(204);

        status(stranger.accessToken()).body("active", is(false));
        status(person.accessToken()).body("active", is(true));
    }

    @Test
    void aSessionWithoutTheSecondFactorDoesNotRemoveIt() {
        String thief = login(person.email(), PASSWORD).statusCode(200).extract().path("access_token");
        Authenticator.of(person);

        remove(thief).statusCode(401).body("code", is("reauthentication_required"));
        replaceRecoveryCodes(thief).statusCode(401).body("code", is("reauthentication_required"));
        reauthenticate(thief, Map.of("password", PASSWORD)).statusCode(403).body("code", is("mfa_required"));
    }

    @Test
    void changesAreToldToTheAuditTrail() {
        Authenticator.of(person);
        replaceRecoveryCodes(person.accessToken()).statusCode(200);
        remove(person.accessToken()).statusCode(204);

        assertThat(ownActions(person.accessToken()))
                .startsWith("mfa_removed", "recovery_codes_replaced", "mfa_activated");
    }

    private void letTheSignInAge() throws SQLException {
        Database.update(
                "UPDATE session SET authenticated_at = now() - interval '601 seconds' WHERE account_id = ?",
                person.accountId());
    }
}
