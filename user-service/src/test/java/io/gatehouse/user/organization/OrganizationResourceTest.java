package io.gatehouse.user.organization;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.refused;
import static io.gatehouse.user.organization.OrganizationsApi.ALL;
import static io.gatehouse.user.organization.OrganizationsApi.MINE;
import static io.gatehouse.user.organization.OrganizationsApi.delete;
import static io.gatehouse.user.organization.OrganizationsApi.get;
import static io.gatehouse.user.organization.OrganizationsApi.join;
import static io.gatehouse.user.organization.OrganizationsApi.make;
import static io.gatehouse.user.organization.OrganizationsApi.one;
import static io.gatehouse.user.organization.OrganizationsApi.patch;
import static io.gatehouse.user.organization.OrganizationsApi.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.local.test.Database;
import io.gatehouse.user.Statements;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@UserServiceTest
class OrganizationResourceTest {

    FakeAuth auth;

    @Inject
    Statements statements;

    private UUID adaId;
    private String ada;
    private UUID bobId;
    private String bob;

    @BeforeEach
    void signUp() {
        adaId = auth.signUp("Ada");
        bobId = auth.signUp("Bob");
        ada = auth.tokenOf(adaId, "user");
        bob = auth.tokenOf(bobId, "user");
        me(ada).statusCode(200);
        me(bob).statusCode(200);
    }

    @Test
    void whoMakesOneOwnsIt() {
        var made = make(ada, "Analytical Engines")
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Cache-Control", "no-store")
                .body("name", is("Analytical Engines"))
                .body("role", is("owner"))
                .body("version", is(0))
                .body("size()", is(6));
        var id = UUID.fromString(made.extract().path("id"));

        assertThat(id.version()).isEqualTo(7);
        get(ada, one(id)).statusCode(200).body("name", is("Analytical Engines")).body("role", is("owner"));
        get(ada, MINE).statusCode(200).body("items.id", contains(id.toString()));
    }

    @Test
    void firstRequestOfANewAccountMayMakeOne() {
        auth.withoutPush();
        try {
            make(auth.tokenOf(auth.signUp("Next")), "Next").statusCode(201);
        } finally {
            auth.recover();
        }
        refused(make(auth.tokenOf(UUID.randomUUID()), "Nobody's"), 404, "not_found");
    }

    @Test
    void renamedByOwnersAndAdminsAlone() throws SQLException {
        var id = make(ada);
        join(id, bobId, "member");

        patch(ada, one(id), "\"0\"", "{\"name\":\"Difference Engines\"}")
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", is("Difference Engines"));
        refused(patch(bob, one(id), "*", "{\"name\":\"Bob's\"}"), 403, "forbidden");
        Database.update("UPDATE membership SET role = 'admin' WHERE account_id = ?", bobId);
        patch(bob, one(id), "\"1\"", "{\"name\":\"Engines\"}").statusCode(200).body("role", is("admin"));
        patch(bob, one(id), "\"2\"", "{\"name\":\"Engines\"}").statusCode(200).header("ETag", "\"2\"");
    }

    @Test
    void changeOfWhatHasChangedIsRefused() {
        var id = make(ada);
        patch(ada, one(id), "\"0\"", "{\"name\":\"One\"}").statusCode(200);

        refused(patch(ada, one(id), "\"0\"", "{\"name\":\"Two\"}"), 412, "version_conflict");
        refused(send(ada, Method.PATCH, one(id), "{\"name\":\"Two\"}"), 428, "precondition_required");
        get(ada, one(id)).body("name", is("One"));
    }

    @Test
    void deletedByOwnersAloneWithItsMemberships() throws SQLException {
        var id = make(ada);
        join(id, bobId, "admin");

        refused(delete(bob, one(id)), 403, "forbidden");
        delete(ada, one(id)).statusCode(204);

        refused(get(ada, one(id)), 404, "not_found");
        refused(delete(ada, one(id)), 404, "not_found");
        get(bob, MINE).body("items", empty());
        assertThat(told(id)).containsExactly("organization.created.v1", "organization.deleted.v1");
        assertThat(Database.values(
                        "SELECT type FROM outbox_event WHERE payload ->> 'organization_id' = ?"
                                + " AND type LIKE 'membership.%' ORDER BY insert_order",
                        id.toString()))
                .containsExactly("membership.added.v1", "membership.removed.v1", "membership.removed.v1");
    }

    @Test
    void oneOfThousandsIsDeletedAsWell() throws SQLException {
        var id = make(ada);
        Database.update("""
                WITH people AS (
                    INSERT INTO profile (id, display_name, search_name, version, created_at, updated_at)
                    SELECT gen_random_uuid(), 'one of thousands', 'one of thousands', 0, now(), now()
                    FROM generate_series(1, 10000)
                    RETURNING id
                )
                INSERT INTO membership (id, organization_id, account_id, role, version, created_at, updated_at)
                SELECT gen_random_uuid(), ?, id, 'member', 0, now(), now() FROM people
                """, id);

        delete(ada, one(id)).statusCode(204);
        Database.update("DELETE FROM profile WHERE display_name = 'one of thousands'");

        var ofIt = " WHERE payload ->> 'organization_id' = ? AND type = 'membership.removed.v1'";
        assertThat(Database.value("SELECT count(*) FROM outbox_event" + ofIt, id.toString()))
                .isEqualTo("10001");
        assertThat(Database.value(
                        "SELECT count(*) FROM audit_event WHERE organization_id = ? AND action = 'membership.removed.v1'",
                        id))
                .isEqualTo("10001");
    }

    @Test
    void whoDoesNotBelongToItLearnsNothingOfIt() {
        var id = make(ada);
        var admin = auth.tokenOf(auth.signUp("Admin"), "admin");

        for (var stranger : List.of(bob, admin)) {
            refused(get(stranger, one(id)), 404, "not_found");
            refused(patch(stranger, one(id), "*", "{\"name\":\"Mine\"}"), 404, "not_found");
            refused(delete(stranger, one(id)), 404, "not_found");
            get(stranger, MINE).body("items", empty());
        }
        get(ada, one(id)).body("version", is(0));
    }

    // ---- the list of one's own

    @Test
    void listedWithOnesRoleAPageAtATime() throws SQLException {
        var made = IntStream.range(0, 5).mapToObj(i -> make(ada).toString()).toList();
        join(UUID.fromString(made.get(1)), bobId, "admin");
        join(UUID.fromString(made.get(3)), bobId, "member");

        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = get(ada, MINE + "?limit=2" + (cursor == null ? "" : "&cursor=" + cursor))
                    .statusCode(200);
            found.addAll(page.extract().path("items.id"));
            cursor = page.extract().path("next_cursor");
        } while (cursor != null);

        assertThat(found).isEqualTo(made);
        get(bob, MINE)
                .header("Cache-Control", "no-store")
                .body("items.id", contains(made.get(1), made.get(3)))
                .body("items.role", contains("admin", "member"))
                .body("next_cursor", nullValue());
    }

    @ParameterizedTest
    @CsvSource({"limit=0,limit", "limit=x,limit", "cursor=x,cursor"})
    void pagesAreAskedForProperly(String query, String field) {
        refused(get(ada, MINE + "?" + query), 400, "validation_failed").body("errors.field", contains(field));
    }

    @Test
    void aPageOfFiftyCostsOneStatement() throws SQLException {
        for (var i = 0; i < 50; i++) {
            var id = UUID.randomUUID();
            Database.update(
                    "INSERT INTO organization (id, name, version, created_at, updated_at)"
                            + " VALUES (?, 'Many', 0, now(), now())",
                    id);
            join(id, adaId, "owner");
        }

        var cost = statements.fewest(
                () -> get(ada, MINE + "?limit=50").statusCode(200).body("items.size()", is(50)));

        assertThat(cost).isOne();
    }

    // ---- limits

    @Test
    void quotaIsHeldAlsoAgainstManyAtOnce() throws Exception {
        var creations = IntStream.range(0, 25)
                .<Callable<Integer>>mapToObj(
                        i -> () -> make(ada, "Many").extract().statusCode())
                .toList();

        try (var clients = Executors.newFixedThreadPool(10)) {
            var answers =
                    clients.invokeAll(creations).stream().map(Future::resultNow).toList();
            assertThat(answers).filteredOn(status -> status == 201).hasSize(20);
            assertThat(answers).filteredOn(status -> status == 409).hasSize(5);
        }
        refused(make(ada, "One more"), 409, "organization_quota_exceeded");
        delete(ada, one(UUID.fromString(get(ada, MINE).extract().path("items[0].id"))))
                .statusCode(204);
        make(ada, "One more").statusCode(201);
    }

    // ---- refusals

    @ParameterizedTest
    @CsvSource({"GET, " + MINE, "POST, " + ALL, "GET, /one", "PATCH, /one", "DELETE, /one"})
    void whoIsNoPersonIsRefused(Method method, String which) {
        var path = which.replace("/one", one(make(ada)));
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
                "{}                             | name | required",
                "{'name': ' '}                  | name | required",
                "{'name': 'a\\u0000'}           | name | invalid_format",
                "{'name': 'x', 'owner': 'me'}   | owner | unknown_field",
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
        refused(patch(ada, one(make(ada)), "*", "{\"name\":null}"), 400, "validation_failed");
        refused(send(ada, Method.POST, ALL, "nonsense"), 400, "malformed_request");
    }

    private static List<String> told(UUID subject) throws SQLException {
        return Database.values("SELECT type FROM outbox_event WHERE aggregateid = ? ORDER BY insert_order", subject);
    }
}
