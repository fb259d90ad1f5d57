package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is read of the audit trail. */
public final class AuditApi {

    private AuditApi() {}

    public static ValidatableResponse own(String token, Map<String, ?> parameters) {
        return given().auth()
                .oauth2(token)
                .queryParams(parameters)
                .get("/v1/auth/events")
                .then();
    }

    public static ValidatableResponse search(String token, Map<String, ?> parameters) {
        return given().auth()
                .oauth2(token)
                .queryParams(parameters)
                .get("/v1/admin/audit-events")
                .then();
    }

    /** What an administrator reads of an account, the newest first. */
    public static ValidatableResponse ofAccount(String token, UUID account) {
        return search(token, Map.of("account", account.toString())).statusCode(200);
    }

    /** The names of what happened to the person, the newest first. */
    public static List<String> ownActions(String token) {
        return own(token, Map.of()).statusCode(200).extract().path("items.action");
    }
}
