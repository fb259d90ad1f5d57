package io.gatehouse.user.privacy;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.local.test.Database;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UserServiceTest
class ExportResourceTest {

    /** Whoever adds a table decides here that it is about nobody, or hands it out and erases it. */
    private static final Map<String, String> ABOUT_NOBODY = Map.of(
            "organization", "what people belong to; it is their members' together",
            "event_position", "one number for each log",
            "outbox_position", "one number",
            "housekeeping_turn", "one time",
            "flyway_schema_history", "migrations");

    FakeAuth auth;

    private UUID id;
    private String token;

    /** Somebody of whom every table knows something. */
    @BeforeEach
    void liveALife() throws SQLException {
        id = auth.signUp("Ada Lovelace");
        token = auth.tokenOf(id, "user");
        me(token).statusCode(200);
        given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body("{\"value\":\"dark\"}")
                .put("/v1/users/me/preferences/theme")
                .then()
                .statusCode(200);
        String organization = post("/v1/organizations", "{\"name\":\"Analytical Engines\"}")
                .statusCode(201)
                .extract()
                .path("id");
        post(
                        "/v1/organizations/" + organization + "/invitations",
                        "{\"email\":\"" + UUID.randomUUID() + "@example.org\",\"role\":\"member\"}")
                .statusCode(201);
        Database.update("""
                INSERT INTO event_parked (log, position, type, subject, event, reason, attempts, next_attempt_at)
                VALUES ('other', ?, 'some', ?, '{}', 'a test', 1, now() + interval '1 day')""", id.getMostSignificantBits() >>> 1, id.toString());
    }

    @AfterEach
    void recover() {
        auth.recover();
    }

    @Test
    void everythingOfAllServicesIsOneDocument() throws Exception {
        var export = read(export(token)
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", containsString("attachment"))
                .extract()
                .asString());

        assertThat(export.get("account_id").asText()).isEqualTo(id.toString());
        assertThat(Instant.parse(export.get("exported_at").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(export.at("/services/user-service/profile/0/display_name").asText())
                .isEqualTo("Ada Lovelace");
        assertThat(export.at("/services/user-service/membership/0/organization").asText())
                .isEqualTo("Analytical Engines");
        assertThat(export.at("/services/auth-service/account/0/email").asText()).isEqualTo("ad\u00E4@example.org");
    }

    @Test
    void servicesAreCalledAsTheySay() throws Exception {
        auth.people().say("audit-logs-service");

        var services = read(export(token).statusCode(200).extract().asString()).get("services");

        assertThat(names(services)).containsExactlyInAnyOrder("user-service", "audit-logs-service");
    }

    @Test
    void whatIsNoNameIsNotTakenForOne() throws Exception {
        auth.people().say("\"a\":");

        var services = read(export(token).statusCode(200).extract().asString()).get("services");

        assertThat(names(services)).containsExactlyInAnyOrder("user-service", "auth-service");
    }

    @Test
    void everyColumnOfEveryTableIsHandedOut() throws Exception {
        var own = read(export(token).extract().asString()).at("/services/user-service");

        assertThat(tables()).isEqualTo(union(ABOUT_NOBODY.keySet(), names(own)));
        var missing = new ArrayList<String>();
        for (var table : names(own)) {
            assertThat(own.get(table)).as(table).isNotEmpty();
            columns(table).stream()
                    .filter(column -> !own.get(table).get(0).has(column))
                    .map(column -> table + "." + column)
                    .forEach(missing::add);
        }
        assertThat(missing).as("columns that nobody has decided about").isEmpty();
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        Database.update("""
                INSERT INTO preference (account_id, key, value, created_at, updated_at)
                SELECT ?, 'key.' || n, '1', now(), now() FROM generate_series(1, 450) AS n""", id);

        var preferences = read(export(token).extract().asString()).at("/services/user-service/preference");

        assertThat(preferences).hasSize(451);
        assertThat(new TreeSet<>(preferences.findValuesAsText("key"))).hasSize(451);
    }

    @Test
    void nobodyGetsWhatIsOthers() throws Exception {
        var other = auth.signUp("Bob");

        var export =
                export(auth.tokenOf(other, "user")).statusCode(200).extract().asString();

        assertThat(export).contains("Bob").doesNotContain("Ada", id.toString(), "dark");
    }

    @Test
    void onlyPeopleAreHandedAnything() {
        refused(given().get("/v1/users/me/export").then(), 401, "invalid_token");
        refused(export(auth.expiredTokenOf(id)), 401, "token_expired");
        refused(export(auth.tokenOfService("users:read")), 403, "forbidden");
        refused(
                given().auth()
                        .oauth2(token)
                        .get("/internal/v1/people/{id}/export", id)
                        .then(),
                403,
                "forbidden");
        given().auth()
                .oauth2(auth.tokenOfService("people:export"))
                .get("/internal/v1/people/{id}/export", id)
                .then()
                .statusCode(200);
    }

    @Test
    void withoutAllServicesThereIsNoDocument() {
        auth.people().answerWith(500);
        refused(export(token), 503, "service_unavailable").header("Retry-After", "1");

        auth.people().answerWith(403);
        refused(export(token), 503, "service_unavailable");
    }

    @Test
    void documentThatIsNotWholeDoesNotLookSo() {
        auth.people().breakOff();

        var failure = catchThrowable(this::send);

        assertThat(failure).isInstanceOf(IOException.class);
    }

    @Test
    void whoeverLeavesEndsIt() throws Exception {
        Database.update("""
                INSERT INTO preference (account_id, key, value, created_at, updated_at)
                SELECT ?, 'key.' || n, to_jsonb(repeat('x', 10000)), now(), now() FROM generate_series(1, 2000) AS n""", id);
        for (var round = 0; round < 8; round++) {
            // More than the connections to auth-service that there are for exports.
            try (var client = HttpClient.newHttpClient()) {
                var answer = client.send(request(), BodyHandlers.ofInputStream());
                assertThat(answer.statusCode()).isEqualTo(200);
                answer.body().close();
            }
        }

        export(token).statusCode(200);
    }

    private void send() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            client.send(request(), BodyHandlers.ofString());
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/users/me/export"))
                .header("Authorization", "Bearer " + token)
                .build();
    }

    private ValidatableResponse post(String path, String body) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse export(String token) {
        return given().auth().oauth2(token).get("/v1/users/me/export").then();
    }

    private static JsonNode read(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static Set<String> tables() throws SQLException {
        // But those that other tests have made.
        return new TreeSet<>(
                Database.values(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'users' AND table_name NOT LIKE 'test%'"));
    }

    private static List<String> columns(String table) throws SQLException {
        return Database.values(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'users' AND table_name = ?",
                table);
    }

    private static Set<String> names(JsonNode export) {
        var names = new TreeSet<String>();
        export.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> union(Set<String> one, Set<String> two) {
        var all = new TreeSet<>(one);
        all.addAll(two);
        return all;
    }
}
