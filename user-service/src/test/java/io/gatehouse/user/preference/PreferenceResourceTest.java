package io.gatehouse.user.preference;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class PreferenceResourceTest {

    private static final String ALL = "/v1/users/me/preferences";

    FakeAuth auth;

    private UUID id;
    private String ada;

    @BeforeEach
    void signUp() {
        id = auth.signUp("Ada");
        ada = auth.tokenOf(id, "user");
    }

    @Test
    void whatIsPutIsKept() {
        put(ada, "theme", "\"dark\"")
                .statusCode(200)
                .body("key", is("theme"))
                .body("value", is("dark"))
                .body("size()", is(4));
        put(ada, "editor.tab-size", "{\"spaces\":4,\"except\":[\"Makefile\",null]}")
                .statusCode(200);
        put(ada, "theme", "\"light\"").statusCode(200);

        get(ada, "theme").statusCode(200).body("value", is("light")).header("Cache-Control", "no-store");
        list(ada)
                .statusCode(200)
                .body("items.key", contains("editor.tab-size", "theme"))
                .body("items[0].value.spaces", is(4))
                .body("size()", is(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"false", "0", "-1.5", "\"\"", "[]", "{}", "[1,[2,{\"a\":null}]]", "\"ü\"", "12345678901234567890"
            })
    void anyJsonIsAValue(String value) {
        put(ada, "k", value).statusCode(200);

        assertThat(get(ada, "k").extract().asString()).contains("\"value\":" + value + ",");
    }

    @Test
    void forgottenIsForgotten() {
        put(ada, "theme", "\"dark\"").statusCode(200);

        delete(ada, "theme").statusCode(204);
        delete(ada, "theme").statusCode(204);

        refused(get(ada, "theme"), 404, "not_found");
        list(ada).body("items", empty());
    }

    @Test
    void firstRequestOfANewAccountMayBeAPreference() {
        auth.withoutPush();
        try {
            put(auth.tokenOf(auth.signUp("Next")), "theme", "1").statusCode(200);
        } finally {
            auth.recover();
        }
        refused(put(auth.tokenOf(UUID.randomUUID()), "theme", "1"), 404, "not_found");
    }

    @Test
    void nobodySeesAnothersNotEvenAdministrators() {
        put(ada, "theme", "\"dark\"").statusCode(200);
        var admin = auth.tokenOf(auth.signUp("Admin"), "admin");

        refused(get(admin, "theme"), 404, "not_found");
        list(admin).body("items", empty());
        put(admin, "theme", "\"light\"").statusCode(200);
        delete(admin, "theme").statusCode(204);

        get(ada, "theme").body("value", is("dark"));
    }

    @Test
    void theyGoWithTheProfile() {
        put(ada, "theme", "1").statusCode(200);

        auth.append(AccountDeleted.TYPE, new JsonObject().put("account_id", id.toString()));

        await().atMost(Duration.ofSeconds(15)).until(() -> stored() == 0);
    }

    // ---- limits

    @Test
    void quotaIsHeldAlsoAgainstManyAtOnce() throws Exception {
        me(ada).statusCode(200);
        var puts = IntStream.range(0, 150)
                .<Callable<Integer>>mapToObj(
                        i -> () -> put(ada, "key" + i, "1").extract().statusCode())
                .toList();

        try (var clients = Executors.newFixedThreadPool(20)) {
            var answers =
                    clients.invokeAll(puts).stream().map(Future::resultNow).toList();

            assertThat(answers).filteredOn(status -> status == 200).hasSize(100);
            assertThat(answers).filteredOn(status -> status == 409).hasSize(50);
        }
        String kept = list(ada).body("items.size()", is(100)).extract().path("items[0].key");
        refused(put(ada, "one-more", "1"), 409, "preference_quota_exceeded");
        put(ada, kept, "2").statusCode(200);
        delete(ada, kept).statusCode(204);
        put(ada, "one-more", "1").statusCode(200);
    }

    @Test
    void valuesAreSmall() {
        put(ada, "k", "\"" + "x".repeat(4094) + "\"").statusCode(200);
        refused(put(ada, "k", "\"" + "x".repeat(4095) + "\""), 413, "payload_too_large");
        put(ada, "k", "[".repeat(64) + "]".repeat(64)).statusCode(200);
        refused(put(ada, "k", "[".repeat(900) + "]".repeat(900)), 400, "validation_failed")
                .body("errors.field", is(List.of("value")));
    }

    // ---- refusals

    @ParameterizedTest
    @CsvSource({"GET,", "GET,/theme", "PUT,/theme", "DELETE,/theme"})
    void whoIsNoPersonIsRefused(Method method, String path) {
        var where = ALL + (path == null ? "" : path);
        var body = "{\"value\":1}";

        refused(
                given().contentType(ContentType.JSON)
                        .body(body)
                        .request(method, where)
                        .then(),
                401,
                "invalid_token");
        refused(request(auth.expiredTokenOf(id), method, where, body), 401, "token_expired");
        refused(request(auth.tokenOfService("users:write"), method, where, body), 403, "forbidden");
        assertThat(auth.forgedTokensOf(id))
                .allSatisfy((_, token) -> refused(request(token, method, where, body), 401, "invalid_token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", ".a", "-a", "ü", "a%20b", "a%00", "a/b"})
    void whatIsNoKeyLeadsNowhere(String key) {
        refused(request(ada, Method.PUT, ALL + "/" + key, "{\"value\":1}"), 404, "not_found");
    }

    @Test
    void keysHaveUpToSixtyFourCharacters() {
        put(ada, "k".repeat(64), "1").statusCode(200);
        refused(put(ada, "k".repeat(65), "1"), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                      | value | required",
                "{'value': null}         | value | required",
                "{'value': '\\u0000'}    | value | invalid_format",
                "{'value': {'a': '\\ud800'}} | value | invalid_format",
                "{'value': [1e400]}      | value | invalid_format",
                "{'value': 1, 'ttl': 2}  | ttl   | unknown_field",
            })
    void whatDoesNotFitIsNamed(String body, String field, String code) {
        refused(request(ada, Method.PUT, ALL + "/k", body.replace('\'', '"')), 400, "validation_failed")
                .body("errors.field", is(List.of(field)))
                .body("errors.code", is(List.of(code)));
    }

    @Test
    void whatIsUnreadableOrOfAnotherTypeIsRefused() {
        refused(request(ada, Method.PUT, ALL + "/k", "nonsense"), 400, "malformed_request");
        refused(request(ada, Method.PUT, ALL + "/k", ""), 400, "malformed_request");
        refused(
                given().auth()
                        .oauth2(ada)
                        .contentType("text/plain")
                        .body("dark")
                        .put(ALL + "/k")
                        .then(),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"POST", "PATCH"})
    void otherMethodsAreRefused(Method method) {
        refused(request(ada, method, ALL + "/k", "{}"), 405, "method_not_allowed");
    }

    private long stored() throws SQLException {
        try (var connection = PostgresTestResource.jdbc();
                var query = connection.prepareStatement("SELECT count(*) FROM users.preference WHERE account_id = ?")) {
            query.setObject(1, id);
            var rows = query.executeQuery();
            rows.next();
            return rows.getLong(1);
        }
    }

    private static ValidatableResponse put(String token, String key, String value) {
        return request(token, Method.PUT, ALL + "/" + key, "{\"value\":" + value + "}");
    }

    private static ValidatableResponse get(String token, String key) {
        return given().auth().oauth2(token).get(ALL + "/" + key).then();
    }

    private static ValidatableResponse list(String token) {
        return given().auth().oauth2(token).get(ALL).then();
    }

    private static ValidatableResponse delete(String token, String key) {
        return given().auth().oauth2(token).delete(ALL + "/" + key).then();
    }

    private static ValidatableResponse request(String token, Method method, String path, String body) {
        return given().auth()
                .oauth2(token)
                .urlEncodingEnabled(false)
                .headers(Map.of("Content-Type", "application/json"))
                .body(body.getBytes(StandardCharsets.UTF_8))
                .request(method, path)
                .then();
    }
}
