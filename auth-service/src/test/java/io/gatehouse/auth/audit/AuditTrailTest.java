package io.gatehouse.auth.audit;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.post;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.auth.AccountsApi;
import io.gatehouse.auth.AdminApi;
import io.gatehouse.auth.AuditApi;
import io.gatehouse.auth.AuthApi;
import io.gatehouse.auth.AuthApi.Person;
import io.gatehouse.auth.Mailbox;
import io.gatehouse.auth.MfaApi;
import io.gatehouse.auth.RoleApi;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of each thing that happens to an account. */
@QuarkusTest
class AuditTrailTest {

    private Person person;

    @BeforeEach
    void signUp() {
        person = newPerson();
    }

    @Test
    void aWrongPasswordIsToldToItsAccountByNobodyInParticular() {
        login(person.email(), "not the password at all").statusCode(401);

        newest("signed_in", "refused")
                .body("actor", is(Map.of("kind", "anonymous")))
                .body("detail", is(Map.of("code", "invalid_credentials")))
                .body("address", is("127.0.0.1"));
    }

    @Test
    void aWrongPasswordOfNobodyIsToldAsWell() throws SQLException {
        var requestId = given().contentType(ContentType.JSON)
                .body(Map.of("email", "nobody-" + UUID.randomUUID() + "@example.org", "password", PASSWORD))
                .post("/v1/auth/login")
                .then()
                .statusCode(401)
                .extract()
                .header("X-Request-Id");

        assertThat(Database.value(
                        "SELECT count(*) FROM audit_event WHERE request_id = ? AND account_id IS NULL", requestId))
                .isEqualTo("1");
    }

    @Test
    void aSignInThatADisabledAccountTriedIsTold() throws SQLException {
        Database.update("UPDATE account SET status = 'disabled' WHERE id = ?", person.accountId());

        login(person.email(), PASSWORD).statusCode(403);

        newest("signed_in", "refused").body("detail", is(Map.of("code", "account_disabled")));
    }

    @Test
    void aSignInIsToldWithItsSession() throws SQLException {
        login(person.email(), PASSWORD).statusCode(200);

        newest("signed_in", "succeeded")
                .body("actor.id", is(person.accountId().toString()))
                .body(
                        "detail.session_id",
                        is(Database.value(
                                "SELECT id FROM session WHERE account_id = ? ORDER BY id DESC LIMIT 1",
                                person.accountId())));
    }

    @Test
    void aRefreshTokenThatCameBackIsToldOnce() {
        var successor = refresh(person.refreshToken()).statusCode(200).extract().<String>path("refresh_token");
        refresh(successor).statusCode(200);

        refresh(person.refreshToken()).statusCode(401);
        refresh(person.refreshToken()).statusCode(401);

        newest("refresh_token_reused", "refused").body("actor", is(Map.of("kind", "anonymous")));
        assertThat(AuditApi.ownActions(person.accessToken())).containsOnlyOnce("refresh_token_reused");
    }

    @Test
    void aChangedPasswordIsToldAndSoIsAWrongOne() {
        changePassword("not the password at all").statusCode(401);
        newest("reauthenticated", "refused").body("detail", is(Map.of("code", "invalid_credentials")));

        changePassword(PASSWORD).statusCode(204);
        newest("password_changed", "succeeded").body("detail", is(Map.of()));
    }

    @Test
    void aPasswordThatIsResetByMailIsTold() {
        Mailbox.await(person.email(), 1);
        post("/v1/auth/password/forgot", Map.of("email", person.email())).statusCode(202);
        var token = Mailbox.token(Mailbox.await(person.email(), 2));

        post("/v1/auth/password/reset", Map.of("token", token, "new_password", "wrong zebra paperclip"))
                .statusCode(204);

        newest("password_reset", "succeeded").body("actor", is(Map.of("kind", "anonymous")));
    }

    @Test
    void aWrongCodeIsToldToTheAccountThatWaitsForOne() {
        var code = Mailbox.code(Mailbox.await(person.email(), 1));
        var wrong = code.startsWith("0") ? "1111 1111" : "0000 0000";

        post("/v1/auth/email/verify", Map.of("email", person.email(), "code", wrong))
                .statusCode(422);
        newest("email_verified", "refused")
                .body("actor", is(Map.of("kind", "anonymous")))
                .body("detail", is(Map.of("code", "one_time_token_invalid")));

        post("/v1/auth/email/verify", Map.of("email", person.email(), "code", code))
                .statusCode(204);
        newest("email_verified", "succeeded");
    }

    @Test
    void aWrongCodeForNobodyIsToldAsWell() throws SQLException {
        var requestId = post(
                        "/v1/auth/password/reset",
                        Map.of("email", AuthApi.freshEmail(), "code", "0000 0000", "new_password", PASSWORD))
                .statusCode(422)
                .extract()
                .header("X-Request-Id");

        assertThat(Database.value(
                        "SELECT count(*) FROM audit_event WHERE request_id = ? AND account_id IS NULL"
                                + " AND action = 'password_reset' AND outcome = 'refused'",
                        requestId))
                .isEqualTo("1");
    }

    @Test
    void anAuthenticatorThatIsNotActivatedIsTold() {
        MfaApi.enrol(person.accessToken()).statusCode(200);

        MfaApi.activate(person.accessToken(), "000 000").statusCode(422);

        newest("mfa_activated", "refused").body("detail", is(Map.of("code", "mfa_code_invalid")));
    }

    @Test
    void anAddressThatIsVerifiedAndThenChangedIsTold() {
        var token = Mailbox.token(Mailbox.await(person.email(), 1));
        post("/v1/auth/email/verify", Map.of("token", token)).statusCode(204);
        newest("email_verified", "succeeded");

        var wanted = "new-" + person.email();
        requestEmail(wanted).statusCode(200);
        newest("email_change_requested", "succeeded");

        post("/v1/auth/email/verify", Map.of("token", Mailbox.token(Mailbox.await(wanted, 1))))
                .statusCode(204);
        newest("email_changed", "succeeded");
    }

    @Test
    void sessionsThatTheirPersonEndsAreTold() throws SQLException {
        login(person.email(), PASSWORD).statusCode(200);
        var other = Database.value(
                "SELECT id FROM session WHERE account_id = ? ORDER BY id DESC LIMIT 1", person.accountId());

        given().auth()
                .oauth2(person.accessToken())
                .delete("/v1/auth/sessions/{id}", other)
                .then()
                .statusCode(204);
        newest("session_ended", "succeeded").body("detail.session_id", is(other));

        given().auth()
                .oauth2(person.accessToken())
                .delete("/v1/auth/sessions")
                .then()
                .statusCode(204);
        newest("other_sessions_ended", "succeeded");
    }

    @Test
    void whatAnAdministratorDoesIsToldOfThem() throws Exception {
        var admin = newPerson();
        Database.update("UPDATE account SET roles = ARRAY['user', 'admin'] WHERE id = ?", admin.accountId());
        var mail = UUID.randomUUID();
        Database.update("""
                INSERT INTO mail_message (id, template, recipient, parameters, status, attempts, last_error,
                                          next_attempt_at, created_at, updated_at)
                VALUES (?, 'session_ended', 'x@example.org', '{}', 'dead', 30, 'x', now(), now(), now())
                """, mail);

        AdminApi.retryMail(admin.accessToken(), mail).statusCode(204);
        AdminApi.retryMail(admin.accessToken(), mail).statusCode(204);

        AuditApi.search(admin.accessToken(), Map.of("actor", admin.accountId().toString(), "action", "mail_retried"))
                .body("items", hasSize(1))
                .body("items[0].subject", is(mail.toString()))
                .body("items[0].account_id", nullValue());
    }

    @Test
    void whatSomebodyWithARoleTriesAndMayNotDoIsTold() throws Exception {
        var admin = AdminApi.token();
        var actor = newPerson();
        Database.update("UPDATE account SET roles = ARRAY['user', 'support'] WHERE id = ?", actor.accountId());

        AccountsApi.delete(actor.accessToken(), person.accountId()).statusCode(403);
        AccountsApi.delete(person.accessToken(), actor.accountId()).statusCode(403);

        AuditApi.search(admin, Map.of("actor", actor.accountId().toString(), "action", "administration_refused"))
                .body("items", hasSize(1))
                .body("items[0].outcome", is("refused"))
                .body("items[0].detail", is(Map.of("code", "forbidden", "permissions", List.of("accounts:write"))));
        AuditApi.search(admin, Map.of("actor", person.accountId().toString(), "action", "administration_refused"))
                .body("items", hasSize(0));
    }

    @Test
    void aRoleThatSomebodyMakesOrChangesBeyondTheirOwnIsTold() throws Exception {
        var admin = AdminApi.token();
        var editors = RoleApi.freshName();
        RoleApi.create(admin, editors, "roles:read", "roles:write").statusCode(201);
        var actor = newPerson();
        Database.update("UPDATE account SET roles = ARRAY['user', ?] WHERE id = ?", editors, actor.accountId());

        RoleApi.create(actor.accessToken(), RoleApi.freshName(), "mails:write").statusCode(403);
        RoleApi.change(actor.accessToken(), editors, Map.of("permissions", List.of("roles:read", "keys:rotate")))
                .statusCode(403);

        AuditApi.search(admin, Map.of("actor", actor.accountId().toString(), "action", "administration_refused"))
                .body("items", hasSize(2))
                .body(
                        "items.detail.permissions",
                        contains(List.of("keys:rotate", "roles:write"), List.of("mails:write")));
    }

    @Test
    void whatIsUndoneIsNotTold() {
        post("/v1/auth/signup", Map.of("email", person.email(), "password", PASSWORD, "display_name", "Ada"))
                .statusCode(409);

        assertThat(AuditApi.ownActions(person.accessToken())).isEqualTo(List.of("signed_in", "signed_up"));
    }

    /** The newest event of the person's history. */
    private ValidatableResponse newest(String action, String outcome) {
        return AuditApi.own(person.accessToken(), Map.of("limit", 1))
                .statusCode(200)
                .rootPath("items[0]")
                .body("action", is(action))
                .body("outcome", is(outcome));
    }

    private ValidatableResponse changePassword(String current) {
        return given().auth()
                .oauth2(person.accessToken())
                .contentType(ContentType.JSON)
                .body(Map.of("current_password", current, "new_password", "wrong zebra paperclip"))
                .post("/v1/auth/password/change")
                .then();
    }

    private ValidatableResponse requestEmail(String wanted) {
        return given().auth()
                .oauth2(person.accessToken())
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("email", wanted, "current_password", PASSWORD))
                .patch("/v1/auth/account")
                .then();
    }
}
