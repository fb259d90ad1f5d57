package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;

/** What a person does about their second factor. */
public final class MfaApi {

    private MfaApi() {}

    public static ValidatableResponse status(String accessToken) {
        return given().auth().oauth2(accessToken).get("/v1/auth/mfa").then();
    }

    public static ValidatableResponse enrol(String accessToken) {
        return given().auth().oauth2(accessToken).post("/v1/auth/mfa/totp").then();
    }

    public static ValidatableResponse activate(String accessToken, String code) {
        return given().auth()
                .oauth2(accessToken)
                .contentType(ContentType.JSON)
                .body(Map.of("code", code))
                .post("/v1/auth/mfa/totp/activate")
                .then();
    }

    public static ValidatableResponse remove(String accessToken) {
        return given().auth().oauth2(accessToken).delete("/v1/auth/mfa/totp").then();
    }

    public static ValidatableResponse replaceRecoveryCodes(String accessToken) {
        return given().auth()
                .oauth2(accessToken)
                .post("/v1/auth/mfa/recovery-codes")
                .then();
    }

    public static ValidatableResponse loginWithCode(String mfaToken, String code) {
        return AuthApi.post("/v1/auth/login/mfa", Map.of("mfa_token", mfaToken, "code", code));
    }

    public static ValidatableResponse loginWithRecoveryCode(String mfaToken, String recoveryCode) {
        return AuthApi.post("/v1/auth/login/mfa", Map.of("mfa_token", mfaToken, "recovery_code", recoveryCode));
    }

    public static ValidatableResponse reauthenticate(String accessToken, Map<String, String> proof) {
        return given().auth()
                .oauth2(accessToken)
                .contentType(ContentType.JSON)
                .body(proof)
                .post("/v1/auth/reauthenticate")
                .then();
    }
}
