package io.gatehouse.auth.session;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OwnSessionsResourceTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0";

    private Person person;

    @BeforeEach
    void signUp() {
        person = newPerson();
    }

    @Test
    void openSessionsAreListedWithWhereTheyBeganTheNewestFirst() throws Exception {
        signIn(FIREFOX, "203.0.113.7");

        var items = list(person.accessToken())
                .statusCode(200)
                .header("Cache-Control", is("no-store"))
                .body("items", hasSize(2))
                .body("items[0].device", is("Firefox on Linux"))
                .body("items[0].address", is("203.0.113.7"))
                .body("items.current", contains(false, true))
                .body("next_cursor", nullValue())
                .extract()
                .jsonPath();

        assertThat(items.getString("items[1].id"))
                .isEqualTo(Database.value(
                        "SELECT id FROM session WHERE account_id = ? ORDER BY id LIMIT 1", person.accountId()));
        assertThat(instant(items, "items[0].expires_at")).isAfter(instant(items, "items[0].created_at"));
    }

    @Test
    void aRefreshIsSeen() throws Exception {
        Database.update(
                "UPDATE session SET last_used_at = now() - interval '1 day' WHERE account_id = ?", person.accountId());

        refresh(person.refreshToken()).statusCode(200);

        var items = list(person.accessToken()).extract().jsonPath();
        assertThat(instant(items, "items[0].last_seen_at"))
                .isAfter(Instant.now().minusSeconds(60));
    }

    @Test
    void manySessionsComePageByPage() {
        signIn(FIREFOX, "203.0.113.7");
        signIn(FIREFOX, "203.0.113.8");

        var first = page(given().queryParam("limit", 2)).body("items", hasSize(2));
        String cursor = first.extract().path("next_cursor");

        first.body("items.address", contains("203.0.113.8", "203.0.113.7"));
        page(given().queryParam("limit", 2).queryParam("cursor", cursor))
                .body("items.current", contains(true))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ended_at = now(), end_reason = 'logout'",
                "expires_at = now()",
                "last_used_at = now() - interval '14 days'"
            })
    void whatIsOverIsNotListed(String change) throws Exception {
        var other = login(person.email(), PASSWORD).statusCode(200).extract().<String>path("access_token");
        Database.update("UPDATE session SET " + change + " WHERE id = ?", idOf(person.accessToken()));

        list(other).statusCode(200).body("items.current", contains(true));
    }

    @Test
    void oneSessionIsEnded() {
        var other = login(person.email(), PASSWORD).statusCode(200).extract().jsonPath();
        var id = idOf(other.getString("access_token"));

        revoke(person.accessToken(), id).statusCode(204);

        refresh(other.getString("refresh_token")).statusCode(401).body("code", is("session_revoked"));
        refresh(person.refreshToken()).statusCode(200);
        revoke(person.accessToken(), id).statusCode(204);
    }

    @Test
    void aSessionMayEndItself() {
        revoke(person.accessToken(), idOf(person.accessToken())).statusCode(204);

        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
    }

    @Test
    void nobodyEndsTheSessionOfAnother() {
        var stranger = newPerson();

        revoke(stranger.accessToken(), idOf(person.accessToken()))
                .statusCode(404)
                .body("code", is("not_found"));

        revoke(person.accessToken(), UUID.randomUUID()).statusCode(404).body("code", is("not_found"));
        refresh(person.refreshToken()).statusCode(200);
    }

    @Test
    void allOthersAreEnded() {
        var stranger = newPerson();
        var other = login(person.email(), PASSWORD).statusCode(200).extract().<String>path("refresh_token");

        revokeOthers(person.accessToken()).statusCode(204);

        refresh(other).statusCode(401).body("code", is("session_revoked"));
        refresh(person.refreshToken()).statusCode(200);
        refresh(stranger.refreshToken()).statusCode(200);
    }

    @Test
    void theTokenOfAnEndedSessionGovernsNone() {
        var other = login(person.email(), PASSWORD).statusCode(200).extract().<String>path("refresh_token");
        logout(person.accessToken()).statusCode(204);

        list(person.accessToken()).statusCode(401).body("code", is("session_revoked"));
        revokeOthers(person.accessToken()).statusCode(401).body("code", is("session_revoked"));
        revoke(person.accessToken(), UUID.randomUUID()).statusCode(401).body("code", is("session_revoked"));
        refresh(other).statusCode(200);
    }

    @Test
    void aPageMustBeOneThatExists() {
        page(given().queryParam("limit", 0))
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors.field", contains("limit"));
        page(given().queryParam("cursor", "garbage"))
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors.field", contains("cursor"));
    }

    @Test
    void sessionsAreForPeopleWhoAreSignedIn() {
        given().get("/v1/auth/sessions").then().statusCode(401).body("code", is("invalid_token"));
        given().delete("/v1/auth/sessions").then().statusCode(401).body("code", is("invalid_token"));
        given().delete("/v1/auth/sessions/" + UUID.randomUUID())
                .then()
                .statusCode(401)
                .body("code", is("invalid_token"));
        var service = serviceToken();
        list(service).statusCode(403).body("code", is("forbidden"));
        revokeOthers(service).statusCode(403).body("code", is("forbidden"));
        revoke(service, UUID.randomUUID()).statusCode(403).body("code", is("forbidden"));
    }

    private void signIn(String userAgent, String address) {
        given().contentType(ContentType.JSON)
                .header("User-Agent", userAgent)
                .header("X-Forwarded-For", address)
                .body(Map.of("email", person.email(), "password", PASSWORD))
                .post("/v1/auth/login")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse page(RequestSpecification query) {
        return query.auth()
                .oauth2(person.accessToken())
                .get("/v1/auth/sessions")
                .then();
    }

    private static ValidatableResponse list(String token) {
        return given().auth().oauth2(token).get("/v1/auth/sessions").then();
    }

    private static ValidatableResponse revoke(String token, UUID id) {
        return given().auth().oauth2(token).delete("/v1/auth/sessions/{id}", id).then();
    }

    private static ValidatableResponse revokeOthers(String token) {
        return given().auth().oauth2(token).delete("/v1/auth/sessions").then();
    }

    private static UUID idOf(String accessToken) {
        String id = list(accessToken).statusCode(200).extract().path("items.find { it.current }.id");
        return UUID.fromString(id);
    }

    private static Instant instant(JsonPath json, String path) {
        return Instant.parse(json.getString(path));
    }
}
