package io.gatehouse.user.profile;

import static io.gatehouse.user.UsersApi.etag;
import static io.gatehouse.user.UsersApi.get;
import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.patch;
import static io.gatehouse.user.UsersApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others see of a profile, and who may change it. */
@UserServiceTest
class VisibilityTest {

    private static final Map<String, Object> FIELDS = Map.of(
            "given_name", "Augusta Ada",
            "family_name", "King",
            "locale", "en-GB",
            "time_zone", "Europe/London",
            "avatar_url", "https://img.example.org/ada",
            "bio", "First programmer",
            "phone", "+441632960961",
            "attributes", Map.of("a", 1));

    FakeAuth auth;

    private UUID id;
    private String ada;
    private String eve;

    @BeforeEach
    void signUp() {
        id = auth.signUp("Ada Lovelace");
        ada = auth.tokenOf(id, "user");
        eve = auth.tokenOf(auth.signUp("Eve"), "user");
        patch(ada, "*", new JsonObject(FIELDS).encode()).statusCode(200);
    }

    @Test
    void newProfileIsThereForNobodyElse() {
        refused(get(eve, id), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"members", "public"})
    void othersSeeTheNameAlone(String visibility) {
        show("display_name", visibility);

        assertThat(fields(get(eve, id))).containsExactly("created_at", "display_name", "id");
    }

    @Test
    void othersSeeEachFieldThatIsShown() {
        show("display_name", "members");
        for (var field : FIELDS.keySet()) {
            show(field, "members");

            assertThat(fields(get(eve, id).body(field, is(FIELDS.get(field)))))
                    .containsExactlyInAnyOrder("created_at", "display_name", "id", field);

            show(field, "private");
        }
    }

    @Test
    void withoutTheNameNothingIsShown() {
        FIELDS.keySet().forEach(field -> show(field, "public"));

        refused(get(eve, id), 404, "not_found");
    }

    @Test
    void ownerAndWhoMayReadAllSeeAll() {
        var whole = me(ada).extract().asString();

        assertThat(get(ada, id).extract().asString()).isEqualTo(whole);
        assertThat(get(auth.tokenOf(UUID.randomUUID(), "admin"), id).extract().asString())
                .isEqualTo(whole);
        assertThat(get(auth.tokenOfService("users:read"), id).extract().asString())
                .isEqualTo(whole);
    }

    @Test
    void serviceWithoutTheScopeSeesNobody() {
        show("display_name", "public");

        refused(get(auth.tokenOfService("users:reader"), id), 403, "forbidden");
    }

    // ---- tags

    @Test
    void whoSeesAPartHasATagOfThatPart() {
        show("display_name", "members");
        var part = get(eve, id).extract().header("ETag");
        assertThat(part).isNotEqualTo(etag(ada));

        unless(eve, part).statusCode(304).header("ETag", part).body(emptyString());
        unless(eve, etag(ada)).statusCode(200);
        unless(ada, part).statusCode(200);

        patch(ada, "*", "{\"phone\":\"+441632960962\"}").statusCode(200); // which Eve does not see
        unless(eve, part).statusCode(304);

        show("bio", "members");
        unless(eve, part).statusCode(200).header("ETag", not(part)).body("bio", is("First programmer"));
    }

    // ---- changing others

    @Test
    void administratorChangesAnybody() {
        var admin = auth.tokenOf(UUID.randomUUID(), "admin");

        patch(admin, id, etag(ada), "{\"bio\":\"moderated\"}").statusCode(200).body("bio", is("moderated"));

        me(ada).body("bio", is("moderated")).header("ETag", "\"2\"");
        refused(patch(admin, id, "\"1\"", "{\"bio\":\"late\"}"), 412, "version_conflict");
        refused(patch(admin, UUID.randomUUID(), "*", "{}"), 404, "not_found");
        refused(patch(admin, id, "*", "{\"bio\":7}"), 400, "validation_failed");
        refused(
                given().auth()
                        .oauth2(admin)
                        .contentType("application/merge-patch+json")
                        .body("{}")
                        .patch("/v1/users/{id}", id)
                        .then(),
                428,
                "precondition_required");
    }

    @Test
    void serviceWithTheScopeChangesAnybody() {
        patch(auth.tokenOfService("users:write"), id, "*", "{\"attributes\":{\"crm\":\"4711\"}}")
                .statusCode(200)
                .body("attributes", is(Map.of("a", 1, "crm", "4711")));
    }

    @Test
    void othersChangeNobody() {
        show("display_name", "public");

        refused(patch(eve, id, "*", "{\"bio\":\"eve was here\"}"), 403, "forbidden");
        refused(patch(eve, UUID.randomUUID(), "*", "{}"), 403, "forbidden");
        refused(patch(auth.tokenOfService("users:read"), id, "*", "{}"), 403, "forbidden");
        refused(patch(auth.tokenOfService(), id, "*", "{}"), 403, "forbidden");
        me(ada).body("bio", is("First programmer"));
    }

    @Test
    void ownerChangesByIdToo() {
        patch(ada, id, etag(ada), "{\"bio\":null}").statusCode(200).body("$", not(hasKey("bio")));
    }

    private void show(String field, String visibility) {
        patch(ada, "*", "{\"visibility\":{\"%s\":\"%s\"}}".formatted(field, visibility))
                .statusCode(200);
    }

    private ValidatableResponse unless(String token, String known) {
        return given().auth()
                .oauth2(token)
                .header("If-None-Match", known)
                .get("/v1/users/{id}", id)
                .then();
    }

    private static Set<String> fields(ValidatableResponse response) {
        return new TreeSet<>(
                response.statusCode(200).extract().<Map<String, ?>>path("$").keySet());
    }
}
