package io.gatehouse.user.organization;

import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.organization.OrganizationsApi.MINE;
import static io.gatehouse.user.organization.OrganizationsApi.delete;
import static io.gatehouse.user.organization.OrganizationsApi.get;
import static io.gatehouse.user.organization.OrganizationsApi.join;
import static io.gatehouse.user.organization.OrganizationsApi.make;
import static io.gatehouse.user.organization.OrganizationsApi.member;
import static io.gatehouse.user.organization.OrganizationsApi.one;
import static io.gatehouse.user.organization.OrganizationsApi.patch;
import static io.gatehouse.user.organization.OrganizationsApi.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.local.test.Database;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Whoever changes an organization at the same time waits for the others, and nobody for each other. */
@UserServiceTest
class LockOrderTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ROUNDS = 10;

    FakeAuth auth;

    private record Team(UUID id, UUID invitation, String email) {}

    @Test
    void changesThatMeetEndWithAnAnswer() throws Exception {
        var ownerId = signUp();
        var owner = auth.tokenOf(ownerId);
        var otherId = signUp();
        var other = auth.tokenOf(otherId);
        var teams = teams(owner, otherId);

        try (var clients = Executors.newFixedThreadPool(8)) {
            for (var team : teams) {
                var guestId = signUp();
                auth.invitations().verify(guestId, team.email());
                var guest = auth.tokenOf(guestId);
                var token = auth.invitations().newestTokenTo(team.email());
                var answers = atOnce(
                        clients,
                        List.of(
                                () -> post(guest, "/v1/invitations/accept", "{\"token\":\"" + token + "\"}"),
                                () -> delete(other, one(team.id()) + "/invitations/" + team.invitation()),
                                () -> delete(owner, one(team.id())),
                                () -> delete(other, member(team.id(), otherId)),
                                () -> patch(other, member(team.id(), ownerId), "*", "{\"role\":\"member\"}"),
                                () -> patch(owner, one(team.id()), "*", "{\"name\":\"Engines\"}")));
                assertThat(answers).allMatch(status -> status < 500);
            }
        }
    }

    @Test
    void nobodyJoinsWithAnAccountThatIsBeingDeleted() throws Exception {
        var owner = auth.tokenOf(signUp());
        var teams = teams(owner, signUp());

        try (var clients = Executors.newFixedThreadPool(8)) {
            for (var team : teams) {
                var guestId = signUp();
                auth.invitations().verify(guestId, team.email());
                var guest = auth.tokenOf(guestId);
                var token = auth.invitations().newestTokenTo(team.email());
                auth.append(AccountDeleted.TYPE, new JsonObject().put("account_id", guestId.toString()));
                var answers = atOnce(
                        clients,
                        List.of(
                                () -> post(guest, "/v1/invitations/accept", "{\"token\":\"" + token + "\"}"),
                                () -> make(guest, "Too late")));
                assertThat(answers).allMatch(status -> status < 500);
                await().atMost(SOON)
                        .until(() -> Database.value("SELECT id FROM profile WHERE id = ?", guestId) == null);
                get(guest, MINE).body("items", empty());
            }
        }
        assertThat(Database.values("SELECT position FROM event_parked WHERE type = ?", AccountDeleted.TYPE))
                .isEmpty();
    }

    /** Organizations with two owners and an invitation whose mail has come. */
    private List<Team> teams(String owner, UUID other) throws SQLException {
        var teams = new ArrayList<Team>();
        for (var i = 0; i < ROUNDS; i++) {
            var id = make(owner);
            join(id, other, "owner");
            var email = UUID.randomUUID() + "@example.com";
            String invitation = post(
                            owner, one(id) + "/invitations", "{\"email\":\"" + email + "\",\"role\":\"admin\"}")
                    .statusCode(201)
                    .extract()
                    .path("id");
            teams.add(new Team(id, UUID.fromString(invitation), email));
        }
        await().atMost(SOON)
                .until(() -> teams.stream().allMatch(team -> auth.invitations().mailsTo(team.email()) > 0));
        return teams;
    }

    private static List<Integer> atOnce(ExecutorService clients, List<Callable<ValidatableResponse>> requests)
            throws InterruptedException {
        return clients.invokeAll(requests).stream()
                .map(Future::resultNow)
                .map(answer -> answer.extract().statusCode())
                .toList();
    }

    private UUID signUp() {
        var account = auth.signUp("Somebody");
        me(auth.tokenOf(account)).statusCode(200);
        return account;
    }
}
