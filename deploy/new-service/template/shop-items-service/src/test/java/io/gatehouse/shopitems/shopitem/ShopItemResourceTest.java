package io.gatehouse.shopitems.shopitem;

import static io.gatehouse.shopitems.ShopItemsApi.ALL;
import static io.gatehouse.shopitems.ShopItemsApi.delete;
import static io.gatehouse.shopitems.ShopItemsApi.get;
import static io.gatehouse.shopitems.ShopItemsApi.make;
import static io.gatehouse.shopitems.ShopItemsApi.one;
import static io.gatehouse.shopitems.ShopItemsApi.patch;
import static io.gatehouse.shopitems.ShopItemsApi.refused;
import static io.gatehouse.shopitems.ShopItemsApi.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.local.test.FakeAuthService;
import io.gatehouse.shopitems.ShopItemsServiceTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import java.util.ArrayList;
import java.util.Collections;
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
import org.junit.jupiter.params.provider.ValueSource;

@ShopItemsServiceTest
class ShopItemResourceTest {

    FakeAuthService auth;

    private UUID adaId;
    private String ada;
    private String bob;

    @BeforeEach
    void signIn() {
        adaId = UUID.randomUUID();
        ada = auth.tokenOf(adaId);
        bob = auth.tokenOf(UUID.randomUUID());
    }

    @Test
    void whoMakesOneFindsItAgain() {
        Map<String, Object> made = send(ada, Method.POST, ALL, "{\"name\":\"First\",\"note\":\"On\\ntwo lines\"}")
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Cache-Control", "no-store")
                .body("name", is("First"))
                .body("note", is("On\ntwo lines"))
                .body("version", is(0))
                .extract()
                .path("");
        var id = UUID.fromString((String) made.get("id"));

        assertThat(id.version()).isEqualTo(7);
        get(ada, one(id))
                .statusCode(200)
                .header("ETag", "\"0\"")
                .header("Cache-Control", "no-store")
                .body("", is(made));
    }

    @Test
    void changedByAMergePatch() {
        var id = make(ada);

        patch(ada, id, "\"0\"", "{\"note\":\"Soon\"}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", is("First"))
                .body("note", is("Soon"));
        patch(ada, id, "\"1\"", "{\"name\":\"Second\",\"note\":null}")
                .statusCode(200)
                .body("name", is("Second"))
                .body("note", nullValue());
        patch(ada, id, "\"2\"", "{}").statusCode(200).header("ETag", "\"2\"");
    }

    @Test
    void changeOfWhatHasChangedIsRefused() {
        var id = make(ada);
        patch(ada, id, "\"0\"", "{\"name\":\"Second\"}").statusCode(200);

        refused(patch(ada, id, "\"0\"", "{\"name\":\"Third\"}"), 412, "version_conflict");
        refused(send(ada, Method.PATCH, one(id), "{\"name\":\"Third\"}"), 428, "precondition_required");
        get(ada, one(id)).body("name", is("Second"));
    }

    @Test
    void ofManyChangesBasedOnOneVersionOneWins() throws Exception {
        var id = make(ada);
        var changes = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () ->
                        patch(ada, id, "\"0\"", "{\"name\":\"" + i + "\"}").extract().statusCode())
                .toList();

        try (var clients = Executors.newFixedThreadPool(changes.size())) {
            var answers =
                    clients.invokeAll(changes).stream().map(Future::resultNow).toList();
            assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
            assertThat(answers).filteredOn(status -> status == 412).hasSize(changes.size() - 1);
        }
        get(ada, one(id)).body("version", is(1));
    }

    @Test
    void deletedOnce() throws Exception {
        var id = make(ada);
        var deletions = Collections.<Callable<Integer>>nCopies(
                10, () -> delete(ada, id).extract().statusCode());

        try (var clients = Executors.newFixedThreadPool(deletions.size())) {
            var answers =
                    clients.invokeAll(deletions).stream().map(Future::resultNow).toList();
            assertThat(answers).filteredOn(status -> status == 204).hasSize(1);
            assertThat(answers).filteredOn(status -> status == 404).hasSize(deletions.size() - 1);
        }
        refused(get(ada, one(id)), 404, "not_found");
        refused(patch(ada, id, "*", "{\"name\":\"Second\"}"), 404, "not_found");
    }

    @Test
    void whatBelongsToSomebodyElseIsNotThere() {
        var id = make(ada);

        for (var stranger : List.of(bob, auth.tokenOf(UUID.randomUUID(), "admin"))) {
            refused(get(stranger, one(id)), 404, "not_found");
            refused(patch(stranger, id, "*", "{\"name\":\"Mine\"}"), 404, "not_found");
            refused(delete(stranger, id), 404, "not_found");
            get(stranger, ALL).statusCode(200).body("items", empty());
        }
        get(ada, one(id)).body("name", is("First")).body("version", is(0));
    }

    // ---- the list

    @Test
    void listedAPageAtATimeTheOldestFirst() {
        var made = IntStream.range(0, 5).mapToObj(i -> make(ada).toString()).toList();
        make(bob);

        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = get(ada, ALL + "?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .statusCode(200)
                    .header("Cache-Control", "no-store");
            found.addAll(page.extract().path("items.id"));
            cursor = page.extract().path("next_cursor");
        } while (cursor != null);

        assertThat(found).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=101,limit", "limit=x,limit", "cursor=x,cursor"})
    void pagesAreAskedForProperly(String query, String field) {
        refused(get(ada, ALL + "?" + query), 400, "validation_failed").body("errors.field", contains(field));
    }

    // ---- refusals

    @ParameterizedTest
    @CsvSource({"GET, all", "POST, all", "GET, one", "PATCH, one", "DELETE, one"})
    void whoIsNoPersonIsRefused(Method method, String which) {
        var path = which.equals("one") ? one(make(ada)) : ALL;
        var body = "{\"name\":\"Mine\"}";

        refused(
                given().contentType(ContentType.JSON)
                        .body(body)
                        .request(method, path)
                        .then(),
                401,
                "invalid_token");
        refused(send(auth.expiredTokenOf(adaId), method, path, body), 401, "token_expired");
        refused(send(auth.tokenOfService("users:write"), method, path, body), 403, "forbidden");
        assertThat(auth.forgedTokensOf(adaId))
                .allSatisfy((_, token) -> refused(send(token, method, path, body), 401, "invalid_token"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                            | name  | required",
                "{'name': ' '}                 | name  | required",
                "{'name': 'a\\u0000'}          | name  | invalid_format",
                "{'name': 1}                   | name  | wrong_type",
                "{'name': 'x', 'note': ''}     | note  | invalid_length",
                "{'name': 'x', 'owner': 'me'}  | owner | unknown_field",
            })
    void whatDoesNotFitIsNamed(String body, String field, String code) {
        refused(send(ada, Method.POST, ALL, body.replace('\'', '"')), 400, "validation_failed")
                .body("errors.field", contains(field))
                .body("errors.code", contains(code));
    }

    @Test
    void namesHaveUpToEightyCharacters() {
        make(ada, "x".repeat(80)).statusCode(201);
        refused(make(ada, "x".repeat(81)), 400, "validation_failed").body("errors.code", contains("invalid_length"));
        refused(patch(ada, make(ada), "*", "{\"name\":null}"), 400, "validation_failed")
                .body("errors.field", contains("name"));
    }

    @Test
    void bodyThatCannotBeReadIsRefused() {
        refused(send(ada, Method.POST, ALL, "nonsense"), 400, "malformed_request");
        refused(patch(ada, make(ada), "*", "nonsense"), 400, "malformed_request");
        refused(
                given().auth().oauth2(ada).contentType("text/plain").body("x").post(ALL).then(),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "01997d90", "%00"})
    void whatIsNoIdLeadsNowhere(String id) {
        refused(get(ada, ALL + "/" + id), 404, "not_found");
    }

    @Test
    void documentTellsWhatThereIs() {
        given().get("/openapi.json")
                .then()
                .statusCode(200)
                .body("paths.'/v1/shop-items'", hasKey("post"))
                .body("paths.'/v1/shop-items/{id}'", hasKey("patch"))
                .body("paths.'/v1/shop-items/{id}'.patch.responses", hasKey("412"));
    }
}
