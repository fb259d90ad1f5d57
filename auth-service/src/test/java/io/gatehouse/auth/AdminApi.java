package io.gatehouse.auth;

import static io.restassured.RestAssured.given;

import io.gatehouse.local.test.Database;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an administrator does. */
public final class AdminApi {

    private AdminApi() {}

    /** The token of a new administrator. */
    public static String token() throws SQLException {
        return tokenWith("admin");
    }

    /** The token of somebody new who has a role. */
    public static String tokenWith(String role) throws SQLException {
        var person = AuthApi.newPerson();
        Database.update("UPDATE account SET roles = ARRAY['user', ?] WHERE id = ?", role, person.accountId());
        return AuthApi.login(person.email(), AuthApi.PASSWORD)
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** The token of a new administrator who signed in too long ago to change anything. */
    public static String staleToken() throws SQLException {
        var person = AuthApi.newPerson();
        Database.update("UPDATE account SET roles = ARRAY['user', 'admin'] WHERE id = ?", person.accountId());
        Database.update(
                "UPDATE session SET authenticated_at = now() - interval '601 seconds' WHERE account_id = ?",
                person.accountId());
        return person.accessToken();
    }

    public static ValidatableResponse mails(String token, Map<String, ?> parameters) {
        return given().auth()
                .oauth2(token)
                .queryParams(parameters)
                .get("/v1/admin/mails")
                .then();
    }

    public static ValidatableResponse retryMail(String token, UUID id) {
        return given().auth()
                .oauth2(token)
                .post("/v1/admin/mails/{id}/retry", id)
                .then();
    }

    public static ValidatableResponse keys(String token) {
        return given().auth().oauth2(token).get("/v1/admin/keys").then();
    }

    public static ValidatableResponse rotateKeys(String token) {
        return given().auth().oauth2(token).post("/v1/admin/keys/rotation").then();
    }

    public static ValidatableResponse withdrawKey(String token, String kid) {
        return given().auth().oauth2(token).delete("/v1/admin/keys/{kid}", kid).then();
    }

    /** Imports people as another system knew them. */
    public static ValidatableResponse importAs(String token, Map<?, ?>... people) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("accounts", List.of(people)))
                .post("/v1/admin/accounts/import")
                .then();
    }
}
