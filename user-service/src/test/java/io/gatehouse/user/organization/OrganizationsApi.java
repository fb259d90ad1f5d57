package io.gatehouse.user.organization;

import static io.restassured.RestAssured.given;

import io.gatehouse.local.test.Database;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

/** The requests of the tests, as one who bears a token makes them. */
final class OrganizationsApi {

    static final String ALL = "/v1/organizations";
    static final String MINE = "/v1/users/me/organizations";

    private OrganizationsApi() {}

    /** A new organization of whoever has the token. */
    static UUID make(String token) {
        return UUID.fromString(
                make(token, "Analytical Engines").statusCode(201).extract().path("id"));
    }

    static ValidatableResponse make(String token, String name) {
        return send(token, Method.POST, ALL, "{\"name\":\"" + name + "\"}");
    }

    static ValidatableResponse get(String token, String path) {
        return given().auth().oauth2(token).get(path).then();
    }

    static ValidatableResponse delete(String token, String path) {
        return given().auth().oauth2(token).delete(path).then();
    }

    static ValidatableResponse post(String token, String path, String body) {
        return send(token, Method.POST, path, body);
    }

    static ValidatableResponse patch(String token, String path, String ifMatch, String body) {
        return given().auth()
                .oauth2(token)
                .header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(path)
                .then();
    }

    static ValidatableResponse send(String token, Method method, String path, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .request(method, path)
                .then();
    }

    static String one(UUID organization) {
        return ALL + "/" + organization;
    }

    static String members(UUID organization) {
        return one(organization) + "/members";
    }

    static String member(UUID organization, UUID account) {
        return members(organization) + "/" + account;
    }

    /** Makes somebody a member, past the service. */
    static void join(UUID organization, UUID account, String role) throws SQLException {
        Database.update(
                "INSERT INTO membership (id, organization_id, account_id, role, version, created_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, 0, now(), now())",
                UUID.randomUUID(),
                organization,
                account,
                role);
    }

    /** What somebody is there as it is stored; null where they are no member. */
    static String role(UUID organization, UUID account) throws SQLException {
        return Database.value(
                "SELECT role FROM membership WHERE organization_id = ? AND account_id = ?", organization, account);
    }
}
