package io.gatehouse.user.organization;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.refused;
import static io.gatehouse.user.organization.OrganizationsApi.MINE;
import static io.gatehouse.user.organization.OrganizationsApi.delete;
import static io.gatehouse.user.organization.OrganizationsApi.get;
import static io.gatehouse.user.organization.OrganizationsApi.join;
import static io.gatehouse.user.organization.OrganizationsApi.make;
import static io.gatehouse.user.organization.OrganizationsApi.member;
import static io.gatehouse.user.organization.OrganizationsApi.one;
import static io.gatehouse.user.organization.OrganizationsApi.patch;
import static io.gatehouse.user.organization.OrganizationsApi.post;
import static io.gatehouse.user.organization.OrganizationsApi.role;
import static io.gatehouse.user.organization.OrganizationsApi.send;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class InvitationResourceTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ACCEPT = "/v1/invitations/accept";
    private static final String DECLINE = "/v1/invitations/decline";

    FakeAuth auth;

    private final String email = UUID.randomUUID() + "@example.com";

    private UUID ownerId;
    private String owner;
    private UUID bobId;
    private String bob;
    private UUID id;

    @BeforeEach
    void found() {
        ownerId = signUp();
        owner = auth.tokenOf(ownerId);
        bobId = signUp();
        bob = auth.tokenOf(bobId);
        id = make(owner);
    }

    @AfterEach
    void recover() {
        auth.recover();
    }

    // ---- inviting

    @Test
    void whoIsInvitedGetsAMail() throws SQLException {
        var made = invite(owner, email, "admin")
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("email", is(email))
                .body("role", is("admin"))
                .body("invited_by", is(ownerId.toString()))
                .body("size()", is(6));
        String invitation = made.extract().path("id");

        token();

        var mail = auth.invitations().mailTo(email);
        assertThat(mail.getString("id")).isEqualTo(invitation);
        assertThat(mail.getString("organization")).isEqualTo("Analytical Engines");
        assertThat(mail.getString("expires_at")).isEqualTo(made.extract().<String>path("expires_at"));
        get(owner, invitations())
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items.id", contains(invitation))
                .body("next_cursor", nullValue());
        assertThat(told()).containsExactly("invitation.created.v1");
    }

    @Test
    void mailWaitsWhileAuthServiceIsAway() {
        auth.invitations().answerWith(503);
        invite(owner, email, "member").statusCode(201);
        assertThat(auth.invitations().mailsTo(email)).isZero();

        auth.recover();

        token();
        assertThat(auth.invitations().mailsTo(email)).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "owner,  owner,  201",
        "owner,  admin,  201",
        "admin,  admin,  201",
        "admin,  member, 201",
        "admin,  owner,  403",
        "member, member, 403",
    })
    void invitationsReachUpToOnesOwnRole(String who, String wanted, int status) throws SQLException {
        var inviter = who.equals("owner") ? owner : joined(who);

        var answer = invite(inviter, email, wanted).statusCode(status);

        if (status == 403) {
            refused(answer, 403, "forbidden");
            String invitation = invite(owner, email, "owner").extract().path("id");
            refused(delete(inviter, invitations() + "/" + invitation), 403, "forbidden");
        } else {
            delete(inviter, invitations() + "/" + answer.extract().<String>path("id"))
                    .statusCode(204);
        }
    }

    @Test
    void anAddressIsInvitedOnceAtATime() throws SQLException {
        String first = invite(owner, email, "member").statusCode(201).extract().path("id");

        refused(invite(owner, email.toUpperCase(Locale.ROOT), "admin"), 409, "already_invited");
        delete(owner, invitations() + "/" + first).statusCode(204);
        invite(owner, email, "admin").statusCode(201);
        expire();
        invite(owner, email, "admin").statusCode(201);
    }

    @Test
    void openInvitationsAreLimited() throws SQLException {
        Database.update("""
                INSERT INTO invitation (id, organization_id, email, role, expires_at, mailed_at, created_at, updated_at)
                SELECT gen_random_uuid(), ?, nth || '@example.com', 'member', now() + interval '1 day', now(), now(), now()
                FROM generate_series(1, 100) AS nth""", id);

        refused(invite(owner, email, "member"), 409, "invitation_quota_exceeded");

        String cursor = get(owner, invitations() + "?limit=60")
                .statusCode(200)
                .body("items.size()", is(60))
                .extract()
                .path("next_cursor");
        get(owner, invitations() + "?limit=60&cursor=" + cursor).body("items.size()", is(40));
        expire();
        get(owner, invitations()).body("items", empty());
        invite(owner, email, "member").statusCode(201);
    }

    // ---- accepting

    @Test
    void whoAcceptsIsAMember() throws SQLException {
        invite(owner, email, "admin");
        auth.invitations().verify(bobId, email);

        accept(bob, token())
                .statusCode(200)
                .body("id", is(id.toString()))
                .body("name", is("Analytical Engines"))
                .body("role", is("admin"));

        assertThat(role(id, bobId)).isEqualTo("admin");
        get(bob, MINE).body("items.id", contains(id.toString()));
        get(owner, invitations()).body("items", empty());
        assertThat(told()).containsExactly("invitation.created.v1", "membership.added.v1", "invitation.accepted.v1");
    }

    @Test
    void firstRequestOfANewAccountMayAccept() throws SQLException {
        invite(owner, email, "member");
        var token = token();
        auth.withoutPush();
        var next = auth.signUp("Next");
        auth.invitations().verify(next, email);

        accept(auth.tokenOf(next), token).statusCode(200);

        var unknown = UUID.randomUUID();
        invite(owner, email, "member");
        auth.invitations().verify(unknown, email);
        await().atMost(SOON).until(() -> auth.invitations().mailsTo(email) == 2);
        refused(accept(auth.tokenOf(unknown), auth.invitations().newestTokenTo(email)), 404, "not_found");
    }

    @Test
    void aTokenIsGoodOnce() {
        invite(owner, email, "member");
        auth.invitations().verify(bobId, email);
        var token = token();
        accept(bob, token).statusCode(200);

        refused(accept(bob, token), 422, "one_time_token_invalid");
        refused(decline(token), 422, "one_time_token_invalid");
        refused(accept(bob, "token-of-nothing"), 422, "one_time_token_invalid");
    }

    @Test
    void ofAHundredWhoAcceptAtOnceOneIsAMember() throws Exception {
        invite(owner, email, "member");
        auth.invitations().verify(bobId, email);
        var token = token();
        var acceptances = IntStream.range(0, 100)
                .<Callable<Integer>>mapToObj(
                        i -> () -> accept(bob, token).extract().statusCode())
                .toList();

        try (var clients = Executors.newFixedThreadPool(20)) {
            var answers = clients.invokeAll(acceptances).stream()
                    .map(Future::resultNow)
                    .collect(groupingBy(status -> status, counting()));
            assertThat(answers).isEqualTo(Map.of(200, 1L, 422, 99L));
        }
        assertThat(Database.value(
                        "SELECT count(*) FROM membership WHERE organization_id = ? AND account_id = ?", id, bobId))
                .isEqualTo("1");
        assertThat(told()).containsExactly("invitation.created.v1", "membership.added.v1", "invitation.accepted.v1");
    }

    @Test
    void onlyTheAddresseeAcceptsAndOnlyWithAVerifiedAddress() throws SQLException {
        invite(owner, email, "member");
        var token = token();

        refused(accept(bob, token), 403, "not_addressee");
        auth.invitations().claim(bobId, email);
        refused(accept(bob, token), 403, "email_not_verified");
        assertThat(role(id, bobId)).isNull();

        auth.invitations().verify(bobId, email);
        accept(bob, token).statusCode(200);
    }

    @Test
    void whoBelongsToItAlreadyStaysWhatTheyAre() throws SQLException {
        join(id, bobId, "admin");
        invite(owner, email, "member");
        auth.invitations().verify(bobId, email);

        accept(bob, token()).statusCode(200).body("role", is("admin"));

        get(owner, invitations()).body("items", empty());
    }

    // ---- ends

    @Test
    void whoDeclinesNeedsNoAccount() throws SQLException {
        invite(owner, email, "member");
        auth.invitations().verify(bobId, email);
        var token = token();

        decline(token).statusCode(204);

        get(owner, invitations()).body("items", empty());
        refused(accept(bob, token), 422, "one_time_token_invalid");
        assertThat(told()).containsExactly("invitation.created.v1", "invitation.declined.v1");
    }

    @Test
    void withdrawnOrExpiredItLeadsToNothing() throws SQLException {
        String invitation = invite(owner, email, "member").extract().path("id");
        auth.invitations().verify(bobId, email);
        var token = token();
        expire();
        refused(accept(bob, token), 422, "one_time_token_invalid");
        refused(decline(token), 422, "one_time_token_invalid");
        refused(delete(owner, invitations() + "/" + invitation), 404, "not_found");

        Database.update("UPDATE invitation SET expires_at = now() + interval '1 day' WHERE organization_id = ?", id);
        delete(owner, invitations() + "/" + invitation).statusCode(204);

        refused(delete(owner, invitations() + "/" + invitation), 404, "not_found");
        refused(accept(bob, token), 422, "one_time_token_invalid");
        assertThat(role(id, bobId)).isNull();
        assertThat(told()).containsExactly("invitation.created.v1", "invitation.withdrawn.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "demoted", "leaves"})
    void invitationsEndWithTheRightToMakeThem(String how) throws SQLException {
        var adminId = signUp();
        var admin = auth.tokenOf(adminId);
        join(id, adminId, "admin");
        invite(admin, email, "admin").statusCode(201);
        auth.invitations().verify(bobId, email);
        var token = token();

        var path = member(id, adminId);
        switch (how) {
            case "removed" -> delete(owner, path).statusCode(204);
            case "demoted" -> patch(owner, path, "*", "{\"role\":\"member\"}").statusCode(200);
            default -> delete(admin, path).statusCode(204);
        }

        refused(accept(bob, token), 422, "one_time_token_invalid");
        assertThat(role(id, bobId)).isNull();
        assertThat(told()).startsWith("invitation.created.v1", "invitation.withdrawn.v1");
    }

    @Test
    void whoStepsDownKeepsTheInvitationsThatTheyMightStillMake() throws SQLException {
        var partnerId = signUp();
        var partner = auth.tokenOf(partnerId);
        join(id, partnerId, "owner");
        invite(partner, email, "owner").statusCode(201);
        String kept = invite(partner, "x" + email, "admin").extract().path("id");
        String others = invite(owner, "y" + email, "owner").extract().path("id");

        patch(partner, member(id, partnerId), "*", "{\"role\":\"admin\"}").statusCode(200);

        get(owner, invitations()).body("items.id", contains(kept, others));
    }

    @Test
    void itGoesWithItsOrganization() {
        invite(owner, email, "member");
        auth.invitations().verify(bobId, email);
        var token = token();
        delete(owner, one(id)).statusCode(204);

        refused(accept(bob, token), 422, "one_time_token_invalid");
    }

    @Test
    void whatHasExpiredIsRemovedByTheHousekeepingWhichLooksAsNobody() throws SQLException {
        invite(owner, email, "member").statusCode(201);
        try (var housekeeping = PostgresTestResource.jdbcAs("gatehouse_user");
                var removal = housekeeping.createStatement()) {
            removal.execute("SELECT invitation_remove_expired(now() + interval '1 year', 1000)");
            assertThat(stored()).hasSize(1);

            expire();
            removal.execute("SELECT invitation_remove_expired(now(), 1000)");
        }

        assertThat(stored()).isEmpty();
    }

    // ---- refusals

    @Test
    void answersWaitForNobodyWhileAuthServiceIsAway() {
        auth.invitations().answerWith(500);

        refused(accept(bob, "token"), 503, "service_unavailable");
        refused(decline("token"), 503, "service_unavailable");
    }

    @Test
    void whoDoesNotBelongToItLearnsNothingOfIt() throws SQLException {
        String invitation = invite(owner, email, "member").extract().path("id");
        var administrator = auth.tokenOf(signUp(), "admin");
        var member = joined("member");
        var elsewhere = make(bob);

        for (var other : List.of(bob, administrator)) {
            refused(get(other, invitations()), 404, "not_found");
            refused(invite(other, email, "member"), 404, "not_found");
            refused(delete(other, invitations() + "/" + invitation), 404, "not_found");
        }
        refused(get(member, invitations()), 403, "forbidden");
        refused(delete(member, invitations() + "/" + invitation), 403, "forbidden");
        refused(delete(bob, one(elsewhere) + "/invitations/" + invitation), 404, "not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /invitations",
        "POST, /invitations",
        "DELETE, /invitations/0198c0de-0000-7000-8000-000000000001",
        "POST, " + ACCEPT,
    })
    void whoIsNoPersonIsRefused(Method method, String path) {
        var where = path.equals(ACCEPT) ? path : one(id) + path;
        var body = path.equals(ACCEPT) ? "{\"token\":\"x\"}" : "{\"email\":\"a@example.com\",\"role\":\"member\"}";

        refused(
                given().contentType(ContentType.JSON)
                        .body(body)
                        .request(method, where)
                        .then(),
                401,
                "invalid_token");
        refused(send(auth.expiredTokenOf(ownerId), method, where, body), 401, "token_expired");
        refused(send(auth.tokenOfService("users:write"), method, where, body), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'role':'member'}                            | email | required",
                "{'email':'nobody','role':'member'}           | email | invalid_format",
                "{'email':'a@example.com'}                    | role  | required",
                "{'email':'a@example.com','role':'member','token':'x'} | token | unknown_field",
            })
    void whatDoesNotFitIsNamed(String body, String field, String code) {
        refused(post(owner, invitations(), body.replace('\'', '"')), 400, "validation_failed")
                .body("errors.field", contains(field))
                .body("errors.code", contains(code));
    }

    @Test
    void aTokenMustBeShown() {
        refused(post(bob, ACCEPT, "{}"), 400, "validation_failed").body("errors.field", contains("token"));
        refused(post(bob, DECLINE, "{}"), 400, "validation_failed").body("errors.field", contains("token"));
        refused(get(bob, ACCEPT), 405, "method_not_allowed");
    }

    private String invitations() {
        return one(id) + "/invitations";
    }

    private ValidatableResponse invite(String token, String address, String role) {
        return post(token, invitations(), "{\"email\":\"" + address + "\",\"role\":\"" + role + "\"}");
    }

    private static ValidatableResponse accept(String bearer, String token) {
        return post(bearer, ACCEPT, "{\"token\":\"" + token + "\"}");
    }

    private static ValidatableResponse decline(String token) {
        return given().contentType(ContentType.JSON)
                .body("{\"token\":\"" + token + "\"}")
                .post(DECLINE)
                .then();
    }

    /** The token of the mail, once it has come. */
    private String token() {
        await().atMost(SOON).until(() -> auth.invitations().mailTo(email) != null);
        return auth.invitations().mailTo(email).getString("token");
    }

    private List<String> stored() throws SQLException {
        return Database.values("SELECT id FROM invitation WHERE organization_id = ?", id);
    }

    private String joined(String role) throws SQLException {
        var account = signUp();
        join(id, account, role);
        return auth.tokenOf(account);
    }

    private UUID signUp() {
        var account = auth.signUp("Somebody");
        me(auth.tokenOf(account)).statusCode(200);
        return account;
    }

    private void expire() throws SQLException {
        Database.update("UPDATE invitation SET expires_at = now() - interval '1 second' WHERE organization_id = ?", id);
    }

    /** What became of invitations and of others than the one who made the organization. */
    private List<String> told() throws SQLException {
        return Database.values(
                "SELECT type FROM outbox_event WHERE payload ->> 'organization_id' = ?"
                        + " AND (type LIKE 'invitation.%' OR payload ->> 'account_id' <> ?) ORDER BY insert_order",
                id.toString(), ownerId.toString());
    }
}
