package io.gatehouse.auth.erasure;

import static io.restassured.RestAssured.given;

import io.gatehouse.auth.AuthApi;
import io.gatehouse.local.test.Database;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** What people and services do about erasures, and how a test makes time pass. */
final class ErasureApi {

    private ErasureApi() {}

    static ValidatableResponse request(String token) {
        return given().auth().oauth2(token).delete("/v1/users/me").then();
    }

    static ValidatableResponse get(String token) {
        return given().auth().oauth2(token).get("/v1/users/me/erasure").then();
    }

    static ValidatableResponse cancel(String token) {
        return given().auth().oauth2(token).delete("/v1/users/me/erasure").then();
    }

    static ValidatableResponse export(UUID accountId) {
        return given().auth()
                .oauth2(AuthApi.serviceToken())
                .get("/internal/v1/people/{id}/export", accountId)
                .then();
    }

    static ValidatableResponse tasks() {
        return given().auth()
                .oauth2(AuthApi.serviceToken())
                .get("/internal/v1/erasures")
                .then();
    }

    static ValidatableResponse confirm(UUID accountId) {
        return given().auth()
                .oauth2(AuthApi.serviceToken())
                .put("/internal/v1/erasures/{id}/confirmation", accountId)
                .then();
    }

    /** As if the time to change one's mind were over; comes back when the account is closed. */
    static void letTheGracePass(UUID accountId) throws SQLException {
        Database.update("UPDATE erasure SET due_at = now() - interval '1 second' WHERE account_id = ?", accountId);
        await("SELECT count(*) FROM erasure WHERE account_id = ? AND closed_at IS NOT NULL", accountId, "1");
    }

    /** As if the account had been closed long ago. */
    static void letItSettle(UUID accountId) throws SQLException {
        Database.update("UPDATE erasure SET closed_at = closed_at - interval '2 days' WHERE account_id = ?", accountId);
    }

    static void awaitTheEnd(UUID accountId) {
        await("SELECT count(*) FROM erasure WHERE account_id = ?", accountId, "0");
    }

    static void await(String sql, UUID accountId, String value) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .until(() -> Database.value(sql, accountId), value::equals);
    }
}
