package io.gatehouse.auth.account;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.gatehouse.auth.MfaApi.loginWithCode;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Concurrently;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.auth.RoleApi;
import io.gatehouse.auth.mfa.Authenticator;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done with one account. */
@QuarkusTest
class AdminAccountResourceTest {

    private static final Map<String, String> DISABLE = Map.of("status", "disabled");

    private Person person;
    private UUID id;
    private String admin;

    @BeforeEach
    void signIn() throws SQLException {
        person = newPerson();
        id = person.accountId();
        admin = AdminApi.token();
    }

    @Test
    void anAccountIsRead() {
        AccountsApi.get(admin, id)
                .statusCode(200)
                .header("ETag", is("\"0\""))
                .header("Cache-Control", is("no-store"))
                .body("email", is(person.email()))
                .body("roles", contains("user"));
    }

    /** By their sessions as well: when a token was issued is told by the clock of whoever issued it. */
    @Test
    void accessTokensOfADisabledAccountAreRevoked() throws SQLException {
        AccountsApi.change(admin, id, DISABLE).statusCode(200);

        assertThat(Database.value("SELECT count(*) FROM revocation WHERE account_id = ?", id))
                .isEqualTo("1");
        assertThat(Database.value("SELECT count(*) FROM session WHERE account_id = ?", id))
                .isEqualTo("1");
        assertThat(Database.value("""
            SELECT count(*) FROM revocation JOIN session ON session.id = session_id WHERE session.account_id = ?\
            """, id)).isEqualTo("1");
    }

    @Test
    void aDisabledAccountGetsInNowhereAndAnEnabledOneDoesAgain() {
        AccountsApi.change(admin, id, DISABLE).statusCode(200).body("status", is("disabled"));

        newest().body("action", is("account_disabled"));
        login(person.email(), PASSWORD).statusCode(403).body("code", is("account_disabled"));
        login(person.email(), "not the password at all").statusCode(401).body("code", is("invalid_credentials"));
        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));

        AccountsApi.change(admin, id, Map.of("status", "active")).statusCode(200);

        newest().body("action", is("account_enabled"));
        refresh(person.refreshToken()).statusCode(401);
        login(person.email(), PASSWORD).statusCode(200);
    }

    @Test
    void othersAreToldWhoIsDisabledAndWhoNoLongerIs() throws SQLException {
        AccountsApi.change(admin, id, DISABLE).statusCode(200);
        AccountsApi.change(admin, id, DISABLE).statusCode(200);
        AccountsApi.change(admin, id, Map.of("status", "active")).statusCode(200);

        assertThat(Database.value(
                        "SELECT string_agg(type, ' ' ORDER BY insert_order) FROM outbox_event WHERE aggregateid = ?",
                        id))
                .isEqualTo("account.created.v1 account.disabled.v1 account.enabled.v1");
        assertThat(Database.value(
                        "SELECT string_agg(payload ->> 'account_id', ' ') FROM outbox_event WHERE aggregateid = ?", id))
                .isEqualTo("%1$s %1$s %1$s".formatted(id));
    }

    @Test
    void rolesAreSetAndTokensTellThem() throws SQLException {
        AccountsApi.change(admin, id, Map.of("roles", List.of("support")))
                .statusCode(200)
                .body("roles", contains("support", "user"));

        newest().body("action", is("account_roles_changed")).body("detail.roles", contains("support", "user"));
        var token = refresh(person.refreshToken()).statusCode(200).extract().<String>path("access_token");
        AccountsApi.list(token, Map.of()).statusCode(200);
        assertThat(Database.value(
                        "SELECT string_agg(role, ',' ORDER BY role) FROM account_role WHERE account_id = ?", id))
                .isEqualTo("support,user");

        AccountsApi.change(admin, id, Map.of("roles", List.of()))
                .statusCode(200)
                .body("roles", contains("user"));
        AccountsApi.list(token, Map.of()).statusCode(403);
    }

    @Test
    void aRoleThatNobodyKnowsIsRefused() {
        AccountsApi.change(admin, id, Map.of("roles", List.of("queen")))
                .statusCode(400)
                .body("errors[0].field", is("roles"));
    }

    @Test
    void aChangeOfAnOlderVersionIsRefused() {
        AccountsApi.change(admin, id, "\"0\"", Map.of("roles", List.of("support")))
                .statusCode(200);

        AccountsApi.change(admin, id, "\"0\"", DISABLE).statusCode(412).body("code", is("version_conflict"));

        AccountsApi.get(admin, id).body("status", is("active"));
    }

    @Test
    void theValuesThatAreAllowedAreTold() {
        AccountsApi.change(admin, id, Map.of("status", "gone"))
                .statusCode(400)
                .body("errors[0].field", is("status"))
                .body("errors[0].code", is("invalid_value"))
                .body("errors[0].message", is("must be one of active, disabled"));
        AccountsApi.change(admin, id, Map.of("status", 1)).statusCode(400);
    }

    @Test
    void aChangeNeedsToSayOfWhichVersion() {
        given().auth()
                .oauth2(admin)
                .contentType(ContentType.JSON)
                .body(DISABLE)
                .patch("/v1/admin/accounts/{id}", id)
                .then()
                .statusCode(428)
                .body("code", is("precondition_required"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"gone\"}",
                "{\"status\":null}",
                "{\"email\":\"x@example.org\"}",
                "{\"roles\":[null]}"
            })
    void aPatchThatDoesNotFitIsRefused(String patch) {
        given().auth()
                .oauth2(admin)
                .header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(patch)
                .patch("/v1/admin/accounts/{id}", id)
                .then()
                .statusCode(400)
                .body("code", is("validation_failed"));
    }

    @Test
    void aDeletedAccountIsGoneAndItsHistoryStays() throws SQLException {
        AccountsApi.delete(admin, id).statusCode(204);

        AccountsApi.get(admin, id).statusCode(404).body("code", is("not_found"));
        login(person.email(), PASSWORD).statusCode(401).body("code", is("invalid_credentials"));
        refresh(person.refreshToken()).statusCode(401);
        newest().body("action", is("account_deleted"));
        assertThat(Database.value(
                        "SELECT payload FROM outbox_event WHERE aggregateid = ? AND type = 'account.deleted.v1'", id))
                .contains(id.toString());
    }

    @Test
    void sessionsThatAnAdministratorEndsAreOver() {
        AccountsApi.endSessions(admin, id).statusCode(204);

        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
        newest().body("action", is("all_sessions_ended"));
        login(person.email(), PASSWORD).statusCode(200);
    }

    @Test
    void whoHasLostTheSecondFactorGetsInWithoutIt() {
        Authenticator.of(person);
        Mailbox.await(person.email(), 2);

        AccountsApi.removeSecondFactor(admin, id).statusCode(204);

        newest().body("action", is("mfa_removed")).body("actor.id", not(id.toString()));
        assertThat(Mailbox.await(person.email(), 3).text()).contains("was removed");
        login(person.email(), PASSWORD).statusCode(200);
        AccountsApi.removeSecondFactor(admin, id).statusCode(204);
    }

    @Test
    void aForcedResetEndsASignInThatWaitsForItsSecondFactor() throws SQLException {
        var authenticator = Authenticator.of(person);
        var mfaToken = authenticator.mfaToken();

        AccountsApi.forceReset(admin, id).statusCode(204);

        loginWithCode(mfaToken, authenticator.freshCode()).statusCode(401).body("code", is("invalid_token"));
    }

    @Test
    void aForcedResetLeavesNothingButTheMail() {
        Mailbox.await(person.email(), 1);

        AccountsApi.forceReset(admin, id).statusCode(204);

        newest().body("action", is("password_reset_forced"));
        refresh(person.refreshToken()).statusCode(401).body("code", is("session_revoked"));
        login(person.email(), PASSWORD).statusCode(401).body("code", is("invalid_credentials"));
        AccountsApi.get(admin, id).body("password_set", is(false));

        var token = Mailbox.token(Mailbox.await(person.email(), 2));
        post("/v1/auth/password/reset", Map.of("token", token, "new_password", "wrong zebra paperclip"))
                .statusCode(204);
        login(person.email(), "wrong zebra paperclip").statusCode(200);
    }

    @Test
    void noStrangerUsesUpTheMailOfAForcedReset() {
        Mailbox.await(person.email(), 1);
        for (var time = 0; time < 5; time++) {
            post("/v1/auth/password/forgot", Map.of("email", person.email())).statusCode(202);
        }
        Mailbox.await(person.email(), 1 + 5);

        AccountsApi.forceReset(admin, id).statusCode(204);

        var token = Mailbox.token(Mailbox.await(person.email(), 1 + 5 + 1));
        post("/v1/auth/password/reset", Map.of("token", token, "new_password", "wrong zebra paperclip"))
                .statusCode(204);
    }

    @Test
    void nobodyActsOnWhoMayDoMore() throws SQLException {
        var role = RoleApi.freshName();
        RoleApi.create(admin, role, "accounts:read", "accounts:write", "sessions:end")
                .statusCode(201);
        var helper = AdminApi.tokenWith(role);
        AccountsApi.change(admin, id, Map.of("roles", List.of("support"))).statusCode(200);

        AccountsApi.get(helper, id).statusCode(200);
        AccountsApi.change(helper, id, DISABLE).statusCode(403).body("code", is("forbidden"));
        AccountsApi.delete(helper, id).statusCode(403);
        AccountsApi.endSessions(helper, id).statusCode(403);
        AccountsApi.forceReset(helper, id).statusCode(403);
        AccountsApi.removeSecondFactor(helper, id).statusCode(403);

        var other = newPerson().accountId();
        AccountsApi.change(helper, other, Map.of("roles", List.of("support"))).statusCode(403);
        AccountsApi.change(helper, other, DISABLE).statusCode(200);
    }

    @Test
    void nobodyLetsInWhoMayDoMore() throws SQLException {
        var role = RoleApi.freshName();
        RoleApi.create(admin, role, "accounts:read", "accounts:write").statusCode(201);
        var helper = AdminApi.tokenWith(role);
        AccountsApi.change(admin, id, Map.of("roles", List.of("admin"), "status", "disabled"))
                .statusCode(200);

        AccountsApi.change(helper, id, Map.of("status", "active"))
                .statusCode(403)
                .body("code", is("forbidden"));
        AccountsApi.removeSecondFactor(helper, id).statusCode(403);
        AccountsApi.delete(helper, id).statusCode(403);
    }

    @Test
    void changesNeedARecentSignIn() throws SQLException {
        var stale = newAdministrator();
        Database.update(
                "UPDATE session SET authenticated_at = now() - interval '601 seconds' WHERE account_id = ?",
                stale.accountId());

        for (var refused : List.of(
                AccountsApi.change(stale.accessToken(), id, DISABLE),
                AccountsApi.delete(stale.accessToken(), id),
                AccountsApi.forceReset(stale.accessToken(), id),
                AccountsApi.removeSecondFactor(stale.accessToken(), id),
                AccountsApi.invite(stale.accessToken(), freshEmail()))) {
            refused.statusCode(401).body("code", is("reauthentication_required"));
        }
        AccountsApi.get(stale.accessToken(), id).statusCode(200);
        AccountsApi.endSessions(stale.accessToken(), id).statusCode(204);
    }

    @Test
    void anEndedSessionAdministersNothing() {
        logout(admin).statusCode(204);

        AccountsApi.get(admin, id).statusCode(403).body("code", is("forbidden"));
        AccountsApi.change(admin, id, DISABLE).statusCode(403);
    }

    @Test
    void theLastAdministratorStays() throws SQLException {
        var last = UUID.fromString(Database.value(
                "SELECT account_id FROM account_role WHERE role = 'admin' " + "ORDER BY account_id DESC LIMIT 1"));
        Database.update("UPDATE account SET roles = ARRAY['user'] WHERE 'admin' = ANY (roles) AND id <> ?", last);

        AccountsApi.change(admin, last, DISABLE).statusCode(409).body("code", is("last_administrator"));
        AccountsApi.change(admin, last, Map.of("roles", List.of())).statusCode(409);
        AccountsApi.delete(admin, last).statusCode(409).body("code", is("last_administrator"));
        AccountsApi.forceReset(admin, last).statusCode(409).body("code", is("last_administrator"));

        AccountsApi.change(admin, id, Map.of("roles", List.of("admin"))).statusCode(200);
        AccountsApi.delete(admin, last).statusCode(204);
    }

    @Test
    void twoAdministratorsCannotTakeEachOtherAwayAtOnce() throws Exception {
        var ada = newAdministrator();
        var grace = newAdministrator();
        Database.update(
                "UPDATE account SET roles = ARRAY['user'] WHERE 'admin' = ANY (roles) AND id NOT IN (?, ?)",
                ada.accountId(),
                grace.accountId());
        var turns = new AtomicInteger();

        var answers =
                Concurrently.times(2, () -> turns.getAndIncrement() == 0 ? disable(ada, grace) : disable(grace, ada));

        assertThat(answers).containsOnlyOnce(200);
        assertThat(Database.value("SELECT count(*) FROM account WHERE 'admin' = ANY (roles) AND status = 'active'"))
                .isEqualTo("1");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var nobody = UUID.randomUUID();

        AccountsApi.get(admin, nobody).statusCode(404).body("code", is("not_found"));
        AccountsApi.change(admin, nobody, DISABLE).statusCode(404);
        AccountsApi.delete(admin, nobody).statusCode(404);
        AccountsApi.endSessions(admin, nobody).statusCode(404);
        AccountsApi.forceReset(admin, nobody).statusCode(404);
        AccountsApi.removeSecondFactor(admin, nobody).statusCode(404);
    }

    @Test
    void onlyWhoMayActs() throws SQLException {
        for (var token : List.of(person.accessToken(), serviceToken())) {
            AccountsApi.get(token, id).statusCode(403).body("code", is("forbidden"));
            AccountsApi.endSessions(token, id).statusCode(403);
        }
        for (var token : List.of(person.accessToken(), serviceToken(), AdminApi.tokenWith("support"))) {
            AccountsApi.change(token, id, DISABLE).statusCode(403);
            AccountsApi.delete(token, id).statusCode(403);
            AccountsApi.forceReset(token, id).statusCode(403);
            AccountsApi.removeSecondFactor(token, id).statusCode(403);
        }
        AccountsApi.endSessions(AdminApi.tokenWith("support"), id).statusCode(204);
    }

    @Test
    void nobodyActsWithoutAToken() {
        var path = "/v1/admin/accounts/" + id;
        given().get(path).then().statusCode(401).body("code", is("invalid_token"));
        given().header("If-Match", "*")
                .contentType(ContentType.JSON)
                .body(DISABLE)
                .patch(path)
                .then()
                .statusCode(401);
        given().delete(path).then().statusCode(401);
        given().delete(path + "/sessions").then().statusCode(401);
        given().delete(path + "/mfa").then().statusCode(401);
        given().post(path + "/password-reset").then().statusCode(401);
    }

    private static Person newAdministrator() throws SQLException {
        var administrator = newPerson();
        Database.update("UPDATE account SET roles = ARRAY['user', 'admin'] WHERE id = ?", administrator.accountId());
        return administrator;
    }

    private static int disable(Person one, Person other) {
        return AccountsApi.change(other.accessToken(), one.accountId(), DISABLE)
                .extract()
                .statusCode();
    }

    private ValidatableResponse newest() {
        return AuditApi.search(admin, Map.of("account", id.toString(), "limit", 1))
                .statusCode(200)
                .rootPath("items[0]");
    }
}
