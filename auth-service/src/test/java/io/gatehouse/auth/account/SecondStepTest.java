package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuditApi.own;
import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.MfaApi.activate;
import static io.gatehouse.auth.MfaApi.enrol;
import static io.gatehouse.auth.MfaApi.loginWithCode;
import static io.gatehouse.auth.MfaApi.loginWithRecoveryCode;
import static io.gatehouse.auth.MfaApi.reauthenticate;
import static io.gatehouse.auth.MfaApi.status;
import static io.gatehouse.auth.PasswordApi.ANOTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.auth.mfa.Authenticator;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sign-ins that are completed with the second factor. */
@QuarkusTest
class SecondStepTest {

    private Person person;

    @BeforeEach
    void signUp() {
        person = newPerson();
    }

    @Test
    void thePasswordAloneYieldsNoTokens() {
        Authenticator.of(person);

        login(person.email(), PASSWORD)
                .statusCode(403)
                .body("code", is("mfa_required"))
                .body("methods", contains("totp", "recovery_code"))
                .body("access_token", nullValue())
                .body("refresh_token", nullValue());
    }

    @Test
    void aCodeCompletesTheSignIn() throws Exception {
        var authenticator = Authenticator.of(person);
        var mfaToken = authenticator.mfaToken();

        var tokens = loginWithCode(mfaToken, authenticator.freshCode())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .extract()
                .jsonPath();

        var claims = claims(tokens.getString("access_token"));
        assertThat(claims.getJsonArray("amr")).containsExactly("pwd", "otp", "mfa");
        assertThat(claims.getString("acr")).isEqualTo("aal2");
        assertThat(claims.getLong("iat") - claims.getLong("auth_time")).isBetween(0L, 5L);
    }

    @Test
    void aRefreshedTokenTellsTheSameSignIn() throws Exception {
        var authenticator = Authenticator.of(person);
        String refreshToken = loginWithCode(authenticator.mfaToken(), authenticator.freshCode())
                .statusCode(200)
                .extract()
                .path("refresh_token");
        Database.update(
                "UPDATE session SET authenticated_at = to_timestamp(1700000000) WHERE account_id = ?",
                person.accountId());

        var first = claims(refresh(refreshToken).statusCode(200).extract().path("access_token"));
        var replayed = claims(refresh(refreshToken).statusCode(200).extract().path("access_token"));

        assertThat(first.getJsonArray("amr")).containsExactly("pwd", "otp", "mfa");
        assertThat(first.getLong("auth_time")).isEqualTo(1_700_000_000);
        assertThat(replayed.getJsonArray("amr")).containsExactly("pwd", "otp", "mfa");
        assertThat(replayed.getLong("auth_time")).isEqualTo(1_700_000_000);
    }

    @Test
    void aSessionOfAnOlderVersionWasOpenedWithThePassword() throws Exception {
        Database.update(
                "UPDATE session SET authenticated_at = NULL, amr = NULL, created_at = to_timestamp(1700000000)"
                        + " WHERE account_id = ?",
                person.accountId());

        var claims =
                claims(refresh(person.refreshToken()).statusCode(200).extract().path("access_token"));

        assertThat(claims.getJsonArray("amr")).containsExactly("pwd");
        assertThat(claims.getString("acr")).isEqualTo("aal1");
        assertThat(claims.getLong("auth_time")).isEqualTo(1_700_000_000);
    }

    @Test
    void aRecoveryCodeCompletesOneSignIn() {
        var authenticator = Authenticator.of(person);
        var code = authenticator.recoveryCodes().getFirst();
        Mailbox.await(person.email(), 2);

        String token = loginWithRecoveryCode(
                        authenticator.mfaToken(), code.toLowerCase(Locale.ROOT).replace("-", ""))
                .statusCode(200)
                .extract()
                .path("access_token");

        assertThat(claims(token).getJsonArray("amr")).containsExactly("pwd", "mfa");
        status(token).body("recovery_codes_left", is(9));
        assertThat(Mailbox.await(person.email(), 3).text()).contains("a recovery code", "was used");
        loginWithRecoveryCode(authenticator.mfaToken(), code).statusCode(422).body("code", is("mfa_code_invalid"));
    }

    @Test
    void aWrongCodeLeavesTheTokenAsGoodAsItWas() throws Exception {
        var authenticator = Authenticator.of(person);
        var mfaToken = authenticator.mfaToken();

        loginWithCode(mfaToken, authenticator.wrongCode()).statusCode(422).body("code", is("mfa_code_invalid"));

        loginWithCode(mfaToken, authenticator.freshCode()).statusCode(200);
    }

    @Test
    void aCodeIsAcceptedOnce() throws Exception {
        var authenticator = Authenticator.of(person);
        var first = authenticator.mfaToken();
        var second = authenticator.mfaToken();
        var code = authenticator.freshCode();
        loginWithCode(first, code).statusCode(200);

        loginWithCode(second, code).statusCode(422).body("code", is("mfa_code_invalid"));
    }

    @Test
    void theCodeOfTheActivationIsUsedUp() {
        String secret = enrol(person.accessToken()).extract().path("secret");
        var code = Authenticator.codeOf(secret, 0);
        activate(person.accessToken(), code).statusCode(200);
        String mfaToken =
                login(person.email(), PASSWORD).statusCode(403).extract().path("mfa_token");

        loginWithCode(mfaToken, code).statusCode(422).body("code", is("mfa_code_invalid"));
    }

    @Test
    void aTokenCompletesOneSignIn() throws Exception {
        var authenticator = Authenticator.of(person);
        var mfaToken = authenticator.mfaToken();
        loginWithCode(mfaToken, authenticator.freshCode()).statusCode(200);

        loginWithCode(mfaToken, authenticator.freshCode()).statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void aTokenIsGoodForAFewMinutes() throws Exception {
        var authenticator = Authenticator.of(person);
        var mfaToken = authenticator.mfaToken();
        Database.update("UPDATE mfa_challenge SET expires_at = now() WHERE account_id = ?", person.accountId());

        loginWithCode(mfaToken, authenticator.freshCode()).statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void aTokenIsNotOthers() throws Exception {
        var mfaToken = Authenticator.of(person).mfaToken();
        var stranger = Authenticator.of(newPerson());

        loginWithCode(mfaToken, stranger.freshCode()).statusCode(422).body("code", is("mfa_code_invalid"));
        loginWithCode("A".repeat(43), stranger.code()).statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void aSignInIsCompletedWithOneOfTheTwo() {
        var mfaToken = Authenticator.of(person).mfaToken();

        post("/v1/auth/login/mfa", Map.of("mfa_token", mfaToken))
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors.field", hasItem("code"));
        post(
                        "/v1/auth/login/mfa",
                        Map.of("mfa_token", mfaToken, "code", "123456", "recovery_code", "AAAA-AAAA-AAAA-AAAA"))
                .statusCode(400)
                .body("code", is("validation_failed"));
        loginWithRecoveryCode(mfaToken, "short").statusCode(400).body("errors.field", hasItem("recovery_code"));
    }

    @Test
    void aDisabledAccountGetsNoTokens() throws Exception {
        var authenticator = Authenticator.of(person);
        var mfaToken = authenticator.mfaToken();
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());

        loginWithCode(mfaToken, authenticator.freshCode()).statusCode(403).body("code", is("account_disabled"));
    }

    @Test
    void guessingCodesIsLimitedForAllTokensTogether() throws Exception {
        var authenticator = Authenticator.of(person);
        var wrong = authenticator.wrongCode();
        var mfaToken = authenticator.mfaToken();
        for (var i = 0; i < 5; i++) {
            loginWithCode(i % 2 == 0 ? mfaToken : authenticator.mfaToken(), wrong)
                    .statusCode(422);
        }

        loginWithCode(authenticator.mfaToken(), authenticator.freshCode())
                .statusCode(429)
                .body("code", is("rate_limited"));
        reauthenticate(person.accessToken(), Map.of("password", PASSWORD, "code", authenticator.code()))
                .statusCode(429);
    }

    @Test
    void aResetPasswordLeavesTheSecondFactorAndEndsWhatTheOldOneBegan() throws Exception {
        var authenticator = Authenticator.of(person);
        var begun = authenticator.mfaToken();
        Mailbox.await(person.email(), 2);
        Database.update("UPDATE account SET email_verified_at = now() WHERE id = ?", person.accountId());
        post("/v1/auth/password/forgot", Map.of("email", person.email())).statusCode(202);
        var token = Mailbox.token(Mailbox.await(person.email(), 3));

        post("/v1/auth/password/reset", Map.of("token", token, "new_password", ANOTHER))
                .statusCode(204);

        loginWithCode(begun, authenticator.freshCode()).statusCode(401).body("code", is("invalid_token"));
        String mfaToken = login(person.email(), ANOTHER)
                .statusCode(403)
                .body("code", is("mfa_required"))
                .extract()
                .path("mfa_token");
        loginWithCode(mfaToken, authenticator.freshCode()).statusCode(200);
    }

    @Test
    void whoSignedUpWithSomebodyElsesAddressDoesNotKeepThemOut() {
        Authenticator.of(person);
        Mailbox.await(person.email(), 2);
        post("/v1/auth/password/forgot", Map.of("email", person.email())).statusCode(202);
        var token = Mailbox.token(Mailbox.await(person.email(), 3));

        post("/v1/auth/password/reset", Map.of("token", token, "new_password", ANOTHER))
                .statusCode(204);

        login(person.email(), ANOTHER).statusCode(200);
    }

    @Test
    void theSecondStepIsToldToTheAuditTrail() throws Exception {
        var authenticator = Authenticator.of(person);
        loginWithCode(authenticator.mfaToken(), authenticator.wrongCode()).statusCode(422);
        loginWithRecoveryCode(
                        authenticator.mfaToken(), authenticator.recoveryCodes().getFirst())
                .statusCode(200);
        reauthenticate(person.accessToken(), Map.of("password", PASSWORD, "code", authenticator.wrongCode()))
                .statusCode(422);
        reauthenticate(person.accessToken(), Map.of("password", PASSWORD, "code", authenticator.freshCode()))
                .statusCode(204);

        own(person.accessToken(), Map.of("limit", 7))
                .body(
                        "items.action",
                        contains(
                                "reauthenticated",
                                "reauthenticated",
                                "signed_in",
                                "recovery_code_used",
                                "signed_in",
                                "signed_in",
                                "signed_in"))
                .body(
                        "items.outcome",
                        contains("succeeded", "refused", "succeeded", "succeeded", "refused", "refused", "refused"))
                .body("items[2].detail.amr", contains("pwd", "mfa"))
                .body("items[4].detail.code", is("mfa_required"))
                .body("items[5].detail.code", is("mfa_code_invalid"))
                .body("items[6].detail.code", is("mfa_required"));
    }

    @Test
    void theRightPasswordAloneIsTold() {
        var authenticator = Authenticator.of(person);

        authenticator.mfaToken();
        reauthenticate(person.accessToken(), Map.of("password", PASSWORD)).statusCode(403);

        own(person.accessToken(), Map.of("limit", 2))
                .body("items.action", contains("reauthenticated", "signed_in"))
                .body("items.outcome", contains("refused", "refused"))
                .body("items.detail.code", contains("mfa_required", "mfa_required"))
                .body("items[1].actor.kind", is("anonymous"));
    }

    @Test
    void theFirstCodeAndAllLaterOnesAreGuessedTogether() throws Exception {
        String secret = enrol(person.accessToken()).statusCode(200).extract().path("secret");
        var authenticator = new Authenticator(person, secret, List.of());
        for (var i = 0; i < 5; i++) {
            activate(person.accessToken(), authenticator.wrongCode()).statusCode(422);
        }
        Database.update("UPDATE totp SET activated_at = now(), last_step = 0 WHERE account_id = ?", person.accountId());

        loginWithCode(authenticator.mfaToken(), authenticator.code())
                .statusCode(429)
                .body("code", is("rate_limited"));
    }

    private static JsonObject claims(String accessToken) {
        var payload = Base64.getUrlDecoder().decode(accessToken.split("\\.", -1)[1]);
        return new JsonObject(new String(payload, UTF_8));
    }
}
