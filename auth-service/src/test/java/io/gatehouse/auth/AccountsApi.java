package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What administrators do with accounts. */
public final class AccountsApi {

    private static final String ACCOUNTS = "/v1/admin/accounts";
    private static final String ACCOUNT = ACCOUNTS + "/{id}";

    private AccountsApi() {}

    public static ValidatableResponse list(String token, Map<String, ?> parameters) {
        return with(token).queryParams(parameters).get(ACCOUNTS).then();
    }

    public static ValidatableResponse get(String token, UUID id) {
        return with(token).get(ACCOUNT, id).then();
    }

    public static ValidatableResponse invite(String token, String email, String... roles) {
        return with(token)
                .contentType(ContentType.JSON)
                .body(Map.of("email", email, "display_name", "Grace Hopper", "roles", List.of(roles)))
                .post(ACCOUNTS)
                .then();
    }

    /** Changes an account, whatever its version. */
    public static ValidatableResponse change(String token, UUID id, Map<String, ?> patch) {
        return change(token, id, "*", patch);
    }

    public static ValidatableResponse change(String token, UUID id, String basis, Map<String, ?> patch) {
        return with(token)
                .header("If-Match", basis)
                .contentType("application/merge-patch+json")
                .body(patch)
                .patch(ACCOUNT, id)
                .then();
    }

    public static ValidatableResponse delete(String token, UUID id) {
        return with(token).delete(ACCOUNT, id).then();
    }

    public static ValidatableResponse endSessions(String token, UUID id) {
        return with(token).delete(ACCOUNT + "/sessions", id).then();
    }

    public static ValidatableResponse removeSecondFactor(String token, UUID id) {
        return with(token).delete(ACCOUNT + "/mfa", id).then();
    }

    public static ValidatableResponse forceReset(String token, UUID id) {
        return with(token).post(ACCOUNT + "/password-reset", id).then();
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token);
    }
}
