package io.gatehouse.user.profile;

import static io.gatehouse.user.UsersApi.etag;
import static io.gatehouse.user.UsersApi.get;
import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.patch;
import static io.gatehouse.user.UsersApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.UsersApi;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class ProfileResourceTest {

    FakeAuth auth;

    private UUID ada;
    private String adasToken;

    @BeforeEach
    void signUp() {
        ada = auth.signUp("Ada Lovelace");
        adasToken = auth.tokenOf(ada, "user");
    }

    // ---- reading one's own

    @Test
    void newAccountHasAProfileAtOnce() {
        me(adasToken)
                .statusCode(200)
                .contentType(ContentType.JSON)
                .header("ETag", "\"0\"")
                .header("Cache-Control", "private, no-cache")
                .header("X-Request-Id", not(emptyString()))
                .body("id", is(ada.toString()))
                .body("display_name", is("Ada Lovelace"))
                .body("created_at", containsString("Z"))
                .body("updated_at", containsString("Z"))
                .body("attributes", is(Map.of()))
                .body("visibility.size()", is(9))
                .body("visibility.collect { it.value }.unique()", is(List.of("private")))
                .body("version", is(0))
                .body("size()", is(7));
    }

    @Test
    void nothingIsSentAgainToWhomHasIt() {
        var etag = etag(adasToken);

        meUnless(etag).statusCode(304).header("ETag", etag).body(emptyString());
        meUnless("W/" + etag).statusCode(304);
        meUnless("\"7\", " + etag).statusCode(304);
        meUnless("*").statusCode(304);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "0", "\"", "W/", "\"00\"", "nonsense, \"\\\""})
    void everythingIsSentToWhomHasSomethingElse(String known) {
        meUnless(known).statusCode(200).body("id", is(ada.toString()));
    }

    @Test
    void accountUnknownToTheLogHasNoProfile() {
        refused(me(auth.tokenOf(UUID.randomUUID())), 404, "not_found");
    }

    // ---- who may

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/users/me",
        "PATCH,/v1/users/me",
        "GET,/v1/users/0198c0de-0000-7000-8000-000000000001",
        "PATCH,/v1/users/0198c0de-0000-7000-8000-000000000001"
    })
    void nobodyIsRefused(Method method, String path) {
        refused(given().contentType(ContentType.JSON).request(method, path).then(), 401, "invalid_token")
                .header("WWW-Authenticate", containsString("Bearer"));
    }

    @Test
    void tokensThatAreNotOursAreRefused() {
        assertThat(auth.forgedTokensOf(ada)).allSatisfy((_, token) -> refused(me(token), 401, "invalid_token"));
        refused(me("garbage"), 401, "invalid_token");
        refused(me(auth.expiredTokenOf(ada)), 401, "token_expired");
    }

    @Test
    void serviceHasNoProfile() {
        var token = auth.tokenOfService();

        refused(me(token), 403, "forbidden");
        refused(patch(token, "*", "{}"), 403, "forbidden");
        refused(get(token, ada), 403, "forbidden");
    }

    @Test
    void ownerReadsByIdToo() {
        get(adasToken, ada).statusCode(200).header("ETag", "\"0\"").body("display_name", is("Ada Lovelace"));
    }

    @Test
    void administratorReadsAnybody() {
        var admin = auth.tokenOf(UUID.randomUUID(), "admin");

        get(admin, ada).statusCode(200).body("id", is(ada.toString()));
        refused(get(admin, UUID.randomUUID()), 404, "not_found");
    }

    @Test
    void someoneElsesProfileLooksLikeNone() {
        var eve = auth.tokenOf(auth.signUp("Eve"), "user");
        etag(adasToken);

        var existing = refused(get(eve, ada), 404, "not_found").extract().path("detail");
        var missing =
                refused(get(eve, UUID.randomUUID()), 404, "not_found").extract().path("detail");
        assertThat(existing).isEqualTo(missing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "me.json", "0198c0de-0000-7000-8000-00000000000g", "%00", "..%2fme", "1-1-1-1-1x"})
    void whatIsNoIdLeadsNowhere(String id) {
        refused(
                given().auth()
                        .oauth2(adasToken)
                        .urlEncodingEnabled(false)
                        .get("/v1/users/" + id)
                        .then(),
                404,
                "not_found");
    }

    @ParameterizedTest
    @EnumSource(
            value = Method.class,
            names = {"POST", "PUT", "DELETE"})
    void otherMethodsAreRefused(Method method) {
        refused(given().auth().oauth2(adasToken).request(method, "/v1/users/me").then(), 405, "method_not_allowed");
    }

    // ---- changing

    @Test
    void changeIsKeptUnderANewVersion() {
        patch(adasToken, etag(adasToken), "{\"display_name\": \"Ada King\"}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("display_name", is("Ada King"));

        me(adasToken).header("ETag", "\"1\"").body("display_name", is("Ada King"));
    }

    @Test
    void plainJsonIsAPatchToo() {
        given().auth()
                .oauth2(adasToken)
                .header("If-Match", etag(adasToken))
                .contentType(ContentType.JSON)
                .body("{\"display_name\":\"Ada King\"}")
                .patch("/v1/users/me")
                .then()
                .statusCode(200)
                .body("display_name", is("Ada King"));
    }

    @Test
    void updatedAtMovesWithAChangeAlone() {
        var before = me(adasToken).extract();

        patch(adasToken, before.header("ETag"), "{}")
                .statusCode(200)
                .header("ETag", before.header("ETag"))
                .body("updated_at", is(before.<String>path("updated_at")));
        patch(adasToken, before.header("ETag"), "{\"display_name\":\"Countess\"}")
                .body("updated_at", not(before.<String>path("updated_at")))
                .body("created_at", is(before.<String>path("created_at")));
    }

    @Test
    void firstRequestOfANewAccountMayBeAChange() {
        patch(adasToken, "*", "{\"display_name\":\"Countess\"}").statusCode(200).body("display_name", is("Countess"));
    }

    @Test
    void accountUnknownToTheLogHasNothingToChange() {
        refused(patch(auth.tokenOf(UUID.randomUUID()), "*", "{}"), 404, "not_found");
    }

    @Test
    void changeMustNameItsBasis() {
        refused(
                given().auth()
                        .oauth2(adasToken)
                        .contentType(UsersApi.MERGE_PATCH)
                        .body("{\"display_name\":\"Countess\"}")
                        .patch("/v1/users/me")
                        .then(),
                428,
                "precondition_required");
    }

    @Test
    void tagAmongOtherTextNamesNoVersion() {
        refused(
                patch(adasToken, "x" + etag(adasToken) + "x", "{\"display_name\":\"Countess\"}"),
                412,
                "version_conflict");
    }

    @Test
    void changeBasedOnAnOldVersionIsRefused() {
        var old = etag(adasToken);
        patch(adasToken, old, "{\"display_name\":\"Ada King\"}").statusCode(200);

        refused(patch(adasToken, old, "{\"display_name\":\"Countess\"}"), 412, "version_conflict");
        me(adasToken).body("display_name", is("Ada King"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"0\"", "0", "\"00\"", "\"1\"", "\"\"", "nonsense", "\"-1\""})
    void whatIsNotTheVersionIsNoBasis(String basis) {
        etag(adasToken);

        refused(patch(adasToken, basis, "{\"display_name\":\"Countess\"}"), 412, "version_conflict");
    }

    @Test
    void anyOfSeveralVersionsMayBeTheBasis() {
        patch(adasToken, "\"7\", \"0\"", "{\"display_name\":\"Countess\"}").statusCode(200);
    }

    @Test
    void ofManyChangesAtOnceOneWins() throws Exception {
        var basis = etag(adasToken);
        var attempts = Collections.<Callable<Integer>>nCopies(
                100, () -> patch(adasToken, basis, "{\"display_name\":\"" + UUID.randomUUID() + "\"}")
                        .extract()
                        .statusCode());

        try (var clients = Executors.newFixedThreadPool(100)) {
            var answers =
                    clients.invokeAll(attempts).stream().map(Future::resultNow).toList();
            assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
            assertThat(answers).filteredOn(status -> status == 412).hasSize(99);
        }
        me(adasToken).header("ETag", "\"1\"");
    }

    // ---- bad input

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'display_name': null}         | display_name | required",
                "{'display_name': ''}           | display_name | required",
                "{'display_name': '   '}        | display_name | required",
                "{'display_name': '\\u200b\\u202e'} | display_name | required",
                "{'display_name': '\\u3164'}    | display_name | required",
                "{'display_name': 'a\\u0000b'}  | display_name | invalid_format",
                "{'display_name': 'a\\nb'}      | display_name | invalid_format",
                "{'display_name': '\\u007f'}    | display_name | invalid_format",
                "{'display_name': '\\u2028x'}   | display_name | invalid_format",
                "{'display_name': '\\ud800x'}   | display_name | invalid_format",
                "{'display_name': 42}           | display_name | wrong_type",
                "{'display_name': true}         | display_name | wrong_type",
                "{'display_name': ['Ada']}      | display_name | wrong_type",
                "{'display_name': {'a': 'b'}}   | display_name | wrong_type",
                "{'displayName': 'Ada'}         | displayName  | unknown_field",
                "{'nickname': null}             | nickname     | unknown_field",
                "{'id': '1'}                    | id           | unknown_field",
                "{'version': 7}                 | version      | unknown_field",
            })
    void whatDoesNotFitIsNamed(String body, String field, String code) {
        refused(patch(adasToken, "*", body.replace('\'', '"')), 400, "validation_failed")
                .body("errors.field", is(List.of(field)))
                .body("errors.code", is(List.of(code)));
        me(adasToken).header("ETag", "\"0\"").body("display_name", is("Ada Lovelace"));
    }

    @Test
    void nameHasUpToEightyCharacters() {
        patch(adasToken, "*", "{\"display_name\":\"" + "ä".repeat(80) + "\"}").statusCode(200);
        refused(patch(adasToken, "*", "{\"display_name\":\"" + "ä".repeat(81) + "\"}"), 400, "validation_failed")
                .body("errors.code", is(List.of("invalid_length")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{\"display_name\":\"x\"} x",
                "[]",
                "\"x\"",
                "7",
                "{'display_name':'x'}",
                "{\"display_name\":\"a\",\"display_name\":\"b\"}"
            })
    void whatIsNoJsonObjectIsUnreadable(String body) {
        refused(patch(adasToken, "*", body), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/json-patch+json"})
    void otherMediaTypesAreRefused(String type) {
        refused(
                given().auth()
                        .oauth2(adasToken)
                        .header("If-Match", "*")
                        .contentType(type)
                        .body("{}")
                        .patch("/v1/users/me")
                        .then(),
                415,
                "unsupported_media_type");
    }

    @Test
    void bodyOverTheLimitIsRefused() {
        patch(adasToken, "*", "{\"display_name\":\"" + "x".repeat(100_000) + "\"}")
                .statusCode(413);
    }

    @Test
    void unacceptableIsRefused() {
        refused(
                given().auth()
                        .oauth2(adasToken)
                        .accept("text/html")
                        .get("/v1/users/me")
                        .then(),
                406,
                "not_acceptable");
    }

    private ValidatableResponse meUnless(String known) {
        return given().auth()
                .oauth2(adasToken)
                .header("If-None-Match", known)
                .get("/v1/users/me")
                .then();
    }
}
