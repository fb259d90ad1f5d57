package io.gatehouse.user.organization;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.refused;
import static io.gatehouse.user.organization.OrganizationsApi.delete;
import static io.gatehouse.user.organization.OrganizationsApi.get;
import static io.gatehouse.user.organization.OrganizationsApi.join;
import static io.gatehouse.user.organization.OrganizationsApi.make;
import static io.gatehouse.user.organization.OrganizationsApi.member;
import static io.gatehouse.user.organization.OrganizationsApi.members;
import static io.gatehouse.user.organization.OrganizationsApi.one;
import static io.gatehouse.user.organization.OrganizationsApi.patch;
import static io.gatehouse.user.organization.OrganizationsApi.role;
import static io.gatehouse.user.organization.OrganizationsApi.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.local.test.Database;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.UsersApi;
import io.gatehouse.user.fake.FakeAuth;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class MemberResourceTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    FakeAuth auth;

    @Inject
    MeterRegistry metrics;

    private UUID ownerId;
    private UUID adminId;
    private UUID memberId;
    private String owner;
    private String admin;
    private String member;
    private String stranger;

    private UUID id;

    @BeforeEach
    void found() throws SQLException {
        ownerId = signUp();
        adminId = signUp();
        memberId = signUp();
        owner = auth.tokenOf(ownerId);
        admin = auth.tokenOf(adminId);
        member = auth.tokenOf(memberId);
        stranger = auth.tokenOf(signUp());
        id = make(owner);
        join(id, adminId, "admin");
        join(id, memberId, "member");
    }

    // ---- reading

    @Test
    void everyMemberSeesTheMembersAndWhatTheyShow() {
        UsersApi.patch(admin, "*", "{\"bio\":\"-\",\"visibility\":{\"display_name\":\"members\"}}")
                .statusCode(200);

        var ids = Stream.of(ownerId, adminId, memberId)
                .map(UUID::toString)
                .sorted()
                .toList();
        var seen = get(member, members(id))
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("items.user_id", is(ids))
                .body("next_cursor", nullValue());

        var ofAdmin = "items[" + ids.indexOf(adminId.toString()) + "]";
        var ofOwner = "items[" + ids.indexOf(ownerId.toString()) + "]";
        seen.body(ofAdmin + ".role", is("admin"))
                .body(ofAdmin + ".user.display_name", is("Somebody"))
                .body(ofAdmin + ".user.bio", nullValue())
                .body(ofOwner + ".role", is("owner"))
                .body(ofOwner + ".user", nullValue());
        get(member, member(id, memberId))
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("user.display_name", is("Somebody"))
                .body("role", is("member"));
    }

    @Test
    void membersComeAPageAtATime() {
        var first = get(member, members(id) + "?limit=2").statusCode(200).body("items.size()", is(2));
        String cursor = first.extract().path("next_cursor");

        get(member, members(id) + "?limit=2&cursor=" + cursor)
                .statusCode(200)
                .body("items.size()", is(1))
                .body("next_cursor", nullValue());
        refused(get(owner, members(make(owner)) + "?cursor=" + cursor), 400, "validation_failed");
        refused(get(member, members(id) + "?limit=101"), 400, "validation_failed");
    }

    @Test
    void aPageOfFiftyCostsTwoStatements() throws SQLException {
        for (var i = 0; i < 50; i++) {
            join(id, signUp(), "member");
        }

        var cost = fewestCommands(
                () -> get(owner, members(id) + "?limit=50").statusCode(200).body("items.size()", is(50)));

        assertThat(cost).isEqualTo(2 + 2); // with the transaction's begin and end
    }

    // ---- roles

    @ParameterizedTest
    @CsvSource({
        "owner,  member, admin,  200",
        "owner,  member, owner,  200",
        "owner,  admin,  member, 200",
        "admin,  member, admin,  200",
        "admin,  admin,  member, 200",
        "admin,  member, owner,  403",
        "admin,  owner,  member, 403",
        "member, member, admin,  403",
        "member, admin,  member, 403",
    })
    void rolesAreGivenUpToOnesOwn(String who, String whose, String wanted, int status) throws SQLException {
        var answer = patch(token(who), member(id, idOf(whose)), "\"0\"", "{\"role\":\"" + wanted + "\"}");

        if (status == 200) {
            answer.statusCode(200).header("ETag", "\"1\"").body("role", is(wanted));
            assertThat(told("membership.changed.v1")).containsExactly(wanted);
        } else {
            refused(answer, status, "forbidden");
            assertThat(told("membership.changed.v1")).isEmpty();
        }
        assertThat(role(id, idOf(whose))).isEqualTo(status == 200 ? wanted : whose);
    }

    @Test
    void changeOfAnotherVersionIsRefused() {
        var path = member(id, memberId);
        patch(owner, path, "\"0\"", "{\"role\":\"admin\"}").statusCode(200);

        refused(patch(owner, path, "\"0\"", "{\"role\":\"member\"}"), 412, "version_conflict");
        refused(send(owner, Method.PATCH, path, "{\"role\":\"member\"}"), 428, "precondition_required");
        patch(owner, path, "\"1\"", "{\"role\":\"admin\"}").statusCode(200).header("ETag", "\"1\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"role\":\"king\"}", "{\"role\":null}", "{\"role\":\"admin\",\"user_id\":1}", "{\"role\":1}"})
    void whatIsNoRoleIsRefused(String body) {
        refused(patch(owner, member(id, memberId), "*", body), 400, "validation_failed");
    }

    @ParameterizedTest
    @CsvSource({
        "owner,  admin,  204",
        "owner,  member, 204",
        "admin,  member, 204",
        "admin,  admin,  204",
        "member, member, 204",
        "admin,  owner,  403",
        "member, admin,  403",
        "member, owner,  403",
    })
    void membersAreRemovedUpToOnesOwnRoleAndMayLeave(String who, String whose, int status) throws SQLException {
        var answer = delete(token(who), member(id, idOf(whose)));

        if (status == 204) {
            answer.statusCode(204);
            refused(get(token(whose), one(id)), 404, "not_found");
            assertThat(told("membership.removed.v1")).hasSize(1);
        } else {
            refused(answer, status, "forbidden");
        }
        assertThat(role(id, idOf(whose))).isEqualTo(status == 204 ? null : whose);
    }

    // ---- the last owner

    @Test
    void lastOwnerStays() throws SQLException {
        refused(delete(owner, member(id, ownerId)), 409, "last_owner");
        refused(patch(owner, member(id, ownerId), "*", "{\"role\":\"member\"}"), 409, "last_owner");
        assertThat(role(id, ownerId)).isEqualTo("owner");

        patch(owner, member(id, memberId), "*", "{\"role\":\"owner\"}").statusCode(200);
        delete(owner, member(id, ownerId)).statusCode(204);
        refused(delete(member, member(id, memberId)), 409, "last_owner");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leave", "step down", "remove each other"})
    void ofTwoOwnersWhoGoAtOnceOneStays(String how) throws Exception {
        for (var round = 0; round < 5; round++) {
            var both = make(owner);
            join(both, adminId, "owner");

            var answers = atOnce(
                    switch (how) {
                        case "leave" ->
                            List.of(
                                    () -> delete(owner, member(both, ownerId)),
                                    () -> delete(admin, member(both, adminId)));
                        case "step down" ->
                            List.of(
                                    () -> patch(owner, member(both, ownerId), "*", "{\"role\":\"member\"}"),
                                    () -> patch(admin, member(both, adminId), "*", "{\"role\":\"member\"}"));
                        default ->
                            List.of(
                                    () -> delete(owner, member(both, adminId)),
                                    () -> delete(admin, member(both, ownerId)));
                    });

            assertThat(answers).filteredOn(status -> status < 300).hasSize(1);
            assertThat(answers)
                    .filteredOn(status -> status == 409 || status == 404)
                    .hasSize(1);
            assertThat(owners(both)).hasSize(1);
        }
    }

    // ---- accounts that are deleted

    @Test
    void deletedAccountLeavesAndItsOldestAdminInherits() throws SQLException {
        var younger = signUp();
        join(id, younger, "admin");

        deleteAccount(ownerId);

        assertThat(owners(id)).containsExactly(adminId.toString());
        assertThat(role(id, ownerId)).isNull();
        assertThat(told("membership.changed.v1")).containsExactly("owner");
        get(admin, one(id)).body("role", is("owner"));
    }

    @Test
    void withoutAdminsTheOldestMemberInherits() throws SQLException {
        delete(admin, member(id, adminId)).statusCode(204);

        deleteAccount(ownerId);

        assertThat(owners(id)).containsExactly(memberId.toString());
    }

    @Test
    void withAnotherOwnerNobodyInherits() throws SQLException {
        patch(owner, member(id, memberId), "*", "{\"role\":\"owner\"}").statusCode(200);

        deleteAccount(ownerId);

        assertThat(owners(id)).containsExactly(memberId.toString());
        assertThat(role(id, adminId)).isEqualTo("admin");
    }

    @Test
    void organizationWithoutMembersGoes() throws SQLException {
        var alone = make(stranger);
        var account = UUID.fromString(me(stranger).extract().path("id"));

        deleteAccount(account);

        assertThat(Database.value("SELECT id FROM organization WHERE id = ?", alone))
                .isNull();
        assertThat(Database.values(
                        "SELECT type FROM outbox_event WHERE payload ->> 'organization_id' = ? ORDER BY insert_order",
                        alone.toString()))
                .containsExactly(
                        "organization.created.v1",
                        "membership.added.v1",
                        "membership.removed.v1",
                        "organization.deleted.v1");
    }

    // ---- refusals

    @Test
    void whoDoesNotBelongToItLearnsNothingOfIt() {
        var administrator = auth.tokenOf(signUp(), "admin");

        for (var other : List.of(stranger, administrator)) {
            refused(get(other, members(id)), 404, "not_found");
            refused(get(other, member(id, memberId)), 404, "not_found");
            refused(patch(other, member(id, memberId), "*", "{\"role\":\"owner\"}"), 404, "not_found");
            refused(delete(other, member(id, memberId)), 404, "not_found");
        }
    }

    @Test
    void whoeverIsNoMemberIsNotFound() throws SQLException {
        var elsewhere = make(stranger);
        join(elsewhere, adminId, "owner");
        var nobody = UUID.fromString(me(stranger).extract().path("id"));

        refused(get(owner, member(id, nobody)), 404, "not_found");
        refused(patch(owner, member(id, nobody), "*", "{\"role\":\"admin\"}"), 404, "not_found");
        refused(delete(owner, member(id, nobody)), 404, "not_found");
        refused(delete(owner, members(id) + "/nonsense"), 404, "not_found");
        delete(owner, member(id, adminId)).statusCode(204);
        assertThat(role(elsewhere, adminId)).isEqualTo("owner");
    }

    @ParameterizedTest
    @CsvSource({"GET, all", "GET, one", "PATCH, one", "DELETE, one"})
    void whoIsNoPersonIsRefused(Method method, String which) {
        var path = which.equals("one") ? member(id, ownerId) : members(id);
        var body = "{\"role\":\"admin\"}";

        refused(
                given().contentType(ContentType.JSON)
                        .body(body)
                        .request(method, path)
                        .then(),
                401,
                "invalid_token");
        refused(send(auth.expiredTokenOf(ownerId), method, path, body), 401, "token_expired");
        refused(send(auth.tokenOfService("users:write"), method, path, body), 403, "forbidden");
    }

    private UUID signUp() {
        var account = auth.signUp("Somebody");
        me(auth.tokenOf(account)).statusCode(200);
        return account;
    }

    private void deleteAccount(UUID account) {
        auth.append(AccountDeleted.TYPE, new JsonObject().put("account_id", account.toString()));
        await().atMost(SOON).until(() -> Database.value("SELECT id FROM profile WHERE id = ?", account) == null);
    }

    private String token(String role) {
        return switch (role) {
            case "owner" -> owner;
            case "admin" -> admin;
            default -> member;
        };
    }

    private UUID idOf(String role) {
        return switch (role) {
            case "owner" -> ownerId;
            case "admin" -> adminId;
            default -> memberId;
        };
    }

    private static List<String> owners(UUID organization) throws SQLException {
        return Database.values(
                "SELECT account_id FROM membership WHERE organization_id = ? AND role = 'owner'", organization);
    }

    /** The roles that events of a type tell; null where they tell none. */
    private List<String> told(String type) throws SQLException {
        return Database.values(
                "SELECT payload ->> 'role' FROM outbox_event WHERE type = ? AND payload ->> 'organization_id' = ?",
                type,
                id.toString());
    }

    private static List<Integer> atOnce(List<Callable<ValidatableResponse>> requests) throws InterruptedException {
        try (var clients = Executors.newFixedThreadPool(requests.size())) {
            return clients.invokeAll(requests).stream()
                    .map(Future::resultNow)
                    .map(answer -> answer.extract().statusCode())
                    .toList();
        }
    }

    private double fewestCommands(Runnable request) {
        return IntStream.range(0, 10)
                .mapToDouble(round -> {
                    var before = metrics.get("postgresql.completed").counter().count();
                    request.run();
                    return metrics.get("postgresql.completed").counter().count() - before;
                })
                .min()
                .orElseThrow();
    }
}
