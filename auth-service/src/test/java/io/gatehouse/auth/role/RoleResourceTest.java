package io.gatehouse.auth.role;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.AuthApi;
import io.gatehouse.auth.HeldRow;
import io.gatehouse.auth.RoleApi;
import io.gatehouse.contracts.auth.Permission;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class RoleResourceTest {

    private final String name = RoleApi.freshName();
    private String admin;

    @BeforeEach
    void signIn() throws SQLException {
        admin = AdminApi.token();
    }

    @Test
    void aRoleIsMadeAndRead() {
        var tag = RoleApi.create(admin, name, "accounts:read", "audit:read")
                .statusCode(201)
                .extract()
                .header("ETag");

        RoleApi.get(admin, name)
                .statusCode(200)
                .header("ETag", is(tag))
                .header("Cache-Control", is("no-store"))
                .body("name", is(name))
                .body("description", is("For a test"))
                .body("permissions", contains("accounts:read", "audit:read"));
    }

    @Test
    void theRolesThatAreAlwaysThereAreListed() {
        RoleApi.list(admin, Map.of("limit", 100))
                .statusCode(200)
                .body("items.name", hasItems("admin", "support", "user"));
        RoleApi.get(admin, "admin").body("permissions", hasSize(Permission.values().length));
    }

    @Test
    void pagesHoldEveryRoleOnceByName() {
        RoleApi.create(admin, name).statusCode(201);

        var listed = new ArrayList<String>();
        var parameters = new HashMap<String, Object>(Map.of("limit", 2));
        do {
            var page = RoleApi.list(admin, parameters).statusCode(200).extract().jsonPath();
            listed.addAll(page.getList("items.name"));
            parameters.put("cursor", page.getString("next_cursor"));
        } while (parameters.get("cursor") != null);

        assertThat(listed).contains(name, "admin").doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aChangeHoldsForTheNextRequest() throws SQLException {
        RoleApi.create(admin, name).statusCode(201);
        var member = AdminApi.tokenWith(name);
        AdminApi.mails(member, Map.of()).statusCode(403);

        RoleApi.change(admin, name, Map.of("permissions", List.of("mails:read")))
                .statusCode(200)
                .body("permissions", contains("mails:read"))
                .body("description", is("For a test"));

        AdminApi.mails(member, Map.of()).statusCode(200);
    }

    @Test
    void aChangeOfAnOlderVersionIsRefused() {
        var tag = RoleApi.create(admin, name).extract().header("ETag");
        RoleApi.change(admin, name, tag, Map.of("description", "Another")).statusCode(200);

        RoleApi.change(admin, name, tag, Map.of("description", "A third"))
                .statusCode(412)
                .body("code", is("version_conflict"));

        RoleApi.get(admin, name).body("description", is("Another"));
    }

    @Test
    void aChangeNeedsToSayOfWhichVersion() {
        RoleApi.create(admin, name).statusCode(201);

        given().auth()
                .oauth2(admin)
                .contentType(ContentType.JSON)
                .body(Map.of("description", "Another"))
                .patch("/v1/admin/roles/{name}", name)
                .then()
                .statusCode(428)
                .body("code", is("precondition_required"));
    }

    @Test
    void aRoleIsDeletedUnlessAnAccountHasIt() throws SQLException {
        RoleApi.create(admin, name).statusCode(201);
        RoleApi.delete(admin, name).statusCode(204);
        RoleApi.get(admin, name).statusCode(404).body("code", is("not_found"));

        RoleApi.create(admin, name).statusCode(201);
        AdminApi.tokenWith(name);
        RoleApi.delete(admin, name).statusCode(409).body("code", is("role_in_use"));
        RoleApi.get(admin, name).statusCode(200);
    }

    @Test
    void aNameIsTakenOnce() {
        RoleApi.create(admin, name).statusCode(201);

        RoleApi.create(admin, name).statusCode(409).body("code", is("role_taken"));
    }

    @Test
    void adminAndUserStay() {
        RoleApi.change(admin, "admin", Map.of("permissions", List.of()))
                .statusCode(409)
                .body("code", is("role_fixed"));
        RoleApi.delete(admin, "admin").statusCode(409).body("code", is("role_fixed"));
        RoleApi.delete(admin, "user").statusCode(409).body("code", is("role_fixed"));
    }

    @Test
    void nobodyGrantsWhatTheyMayNotDo() throws SQLException {
        var editors = RoleApi.freshName();
        RoleApi.create(admin, editors, "roles:read", "roles:write").statusCode(201);
        var editor = AdminApi.tokenWith(editors);

        RoleApi.create(editor, name, "roles:read", "mails:write")
                .statusCode(403)
                .body("code", is("forbidden"));
        RoleApi.create(editor, name, "roles:read").statusCode(201);
        RoleApi.change(editor, name, Map.of("permissions", List.of("mails:write")))
                .statusCode(403);
        RoleApi.change(editor, editors, Map.of("permissions", List.of("roles:read", "roles:write", "keys:rotate")))
                .statusCode(403);

        RoleApi.get(editor, editors).body("permissions", contains("roles:read", "roles:write"));
    }

    @Test
    void nobodyTakesAwayWhatTheyMayNotDo() throws SQLException {
        var editors = RoleApi.freshName();
        RoleApi.create(admin, editors, "roles:write").statusCode(201);
        RoleApi.create(admin, name, "audit:read", "roles:write").statusCode(201);
        var editor = AdminApi.tokenWith(editors);

        RoleApi.change(editor, name, Map.of("permissions", List.of()))
                .statusCode(403)
                .body("code", is("forbidden"));
        RoleApi.change(editor, name, Map.of("permissions", List.of("audit:read")))
                .statusCode(200);
    }

    @Test
    void aRoleThatIsDeletedWhileItIsGivenIsNone() throws Exception {
        var person = newPerson();
        var roles = Map.of("status", "disabled", "roles", List.of("user", name));

        isNone(() -> AccountsApi.change(admin, person.accountId(), roles));
        isNone(() -> AccountsApi.invite(admin, AuthApi.freshEmail(), name));

        AccountsApi.get(admin, person.accountId()).body("status", is("active")).body("roles", contains("user"));
    }

    @Test
    void whatOthersGrantedMayStay() throws SQLException {
        var editors = RoleApi.freshName();
        RoleApi.create(admin, editors, "roles:write").statusCode(201);
        RoleApi.create(admin, name, "mails:write").statusCode(201);

        RoleApi.change(AdminApi.tokenWith(editors), name, Map.of("description", "Postmasters"))
                .statusCode(200)
                .body("permissions", contains("mails:write"));
    }

    private void isNone(Callable<ValidatableResponse> grant) throws Exception {
        RoleApi.create(admin, name).statusCode(201);
        try (var deletion = HeldRow.of("account", newPerson().accountId());
                var thread = Executors.newSingleThreadExecutor()) {
            deletion.update("DELETE FROM role WHERE name = ?", name);
            var answer = thread.submit(grant);
            deletion.awaitWaiter();
            deletion.release();

            answer.get().statusCode(400).body("code", is("validation_failed")).body("errors[0].field", is("roles"));
        }
    }

    @Test
    void whatHappensToARoleIsTold() {
        RoleApi.create(admin, name, "audit:read").statusCode(201);
        RoleApi.change(admin, name, Map.of("permissions", List.of())).statusCode(200);
        RoleApi.delete(admin, name).statusCode(204);

        List<Map<String, Object>> events =
                AuditApi.search(admin, Map.of()).extract().path("items.findAll { it.subject == '" + name + "' }");
        assertThat(events)
                .extracting(event -> event.get("action"))
                .containsExactly("role_deleted", "role_changed", "role_created");
        assertThat(events.getLast().get("detail")).isEqualTo(Map.of("permissions", List.of("audit:read")));
    }

    @ParameterizedTest
    @CsvSource({"A, x, audit:read, name", "a, x, audit:read, name", "ab, x, audit:sing, permissions"})
    void whatIsNoRoleIsRefused(String badName, String description, String permission, String field) {
        RoleApi.createAs(admin, Map.of("name", badName, "description", description, "permissions", List.of(permission)))
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors[0].field", startsWith(field));
    }

    @Test
    void aPatchThatTakesAwayWhatMustBeIsRefused() {
        RoleApi.create(admin, name).statusCode(201);
        var patch = new HashMap<String, Object>();
        patch.put("permissions", null);

        RoleApi.change(admin, name, patch).statusCode(400).body("code", is("validation_failed"));
        RoleApi.change(admin, name, Map.of("name", "other")).statusCode(400).body("code", is("validation_failed"));
    }

    @ParameterizedTest
    @CsvSource({"cursor, abc", "limit, 0"})
    void whatCannotBeReadIsRefused(String parameter, String value) {
        RoleApi.list(admin, Map.of(parameter, value)).statusCode(400).body("errors[0].field", is(parameter));
    }

    @Test
    void changesNeedARecentSignIn() throws SQLException {
        RoleApi.create(admin, name).statusCode(201);
        var stale = AdminApi.staleToken();

        for (var refused : List.of(
                RoleApi.create(stale, RoleApi.freshName()),
                RoleApi.change(stale, name, Map.of("description", "x")),
                RoleApi.delete(stale, name))) {
            refused.statusCode(401).body("code", is("reauthentication_required"));
        }
        RoleApi.get(stale, name).statusCode(200).body("description", is("For a test"));
    }

    @Test
    void permissionsThatThisVersionDoesNotKnowSurviveAChange() throws SQLException {
        RoleApi.create(admin, name, "mails:read").statusCode(201);
        Database.update(
                "UPDATE role SET permissions = ARRAY['mails:read', 'reports:read', 'zones:write'] WHERE name = ?",
                name);

        RoleApi.change(admin, name, Map.of("permissions", List.of("audit:read")))
                .statusCode(200)
                .body("permissions", contains("audit:read"));

        assertThat(Database.value("SELECT permissions FROM role WHERE name = ?", name))
                .isEqualTo("{audit:read,reports:read,zones:write}");
    }

    @Test
    void aNameThatNoDatabaseHoldsIsNoRoles() {
        RoleApi.create(admin, "a\u0000b").statusCode(400).body("errors[0].field", is("name"));
        RoleApi.get(admin, "a\u0000b").statusCode(404).body("code", is("not_found"));
        RoleApi.change(admin, "a\u0000b", Map.of("description", "x")).statusCode(404);
        RoleApi.delete(admin, "a\u0000b").statusCode(404);
        AccountsApi.change(admin, newPerson().accountId(), Map.of("roles", List.of("a\u0000b")))
                .statusCode(400)
                .body("code", is("validation_failed"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        RoleApi.get(admin, name).statusCode(404);
        RoleApi.change(admin, name, Map.of("description", "x")).statusCode(404);
        RoleApi.delete(admin, name).statusCode(404);
    }

    @Test
    void onlyWhoMayLooksAtRolesOrChangesThem() throws SQLException {
        for (var token : List.of(newPerson().accessToken(), AdminApi.tokenWith("support"), serviceToken())) {
            RoleApi.list(token, Map.of()).statusCode(403).body("code", is("forbidden"));
            RoleApi.get(token, "user").statusCode(403);
            RoleApi.create(token, name).statusCode(403);
            RoleApi.change(token, "support", Map.of("description", "x")).statusCode(403);
            RoleApi.delete(token, "support").statusCode(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/admin/roles", "/v1/admin/roles/admin"})
    void nobodyReadsWithoutAToken(String path) {
        given().get(path).then().statusCode(401).body("code", is("invalid_token"));
    }
}
