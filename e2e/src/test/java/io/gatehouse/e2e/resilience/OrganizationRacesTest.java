package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Sizes;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many clients at two replicas of everything want what only one can have of user-service, round after round; the tables say who had it. */
@Resilience
class OrganizationRacesTest {

    private static final int ROUNDS = Sizes.LONG ? 100 : 2;
    private static final int CLIENTS = Sizes.LONG ? 60 : 24;

    /** More at once would wait for longer than passwords may wait for their turn. */
    private static final int SIGN_UPS = 12;

    /** How many organizations a person may own ({@code GATEHOUSE_ORGANIZATION_QUOTA}), and preferences they may have. */
    private static final int ORGANIZATIONS = 20;

    private static final int PREFERENCES = 100;

    private final Cluster cluster;
    private final Rivals rivals;

    OrganizationRacesTest(Cluster cluster) {
        this.cluster = cluster;
        this.rivals = new Rivals(cluster, CLIENTS);
    }

    @Test
    void anInvitationIsAcceptedOrDeclinedOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            // Nobody may own as many as there are rounds.
            var owner = Person.signUp(cluster.client());
            var organization = found(owner);
            var invited = Person.signUp(cluster.client());
            prove(invited);
            invite(owner, organization, invited);
            var token = Map.of("token", rivals.mailedToken(invited.email(), "/account/invitation"));
            var turn = new AtomicInteger();

            var outcomes = rivals.outcomes(api -> turn.getAndIncrement() % 3 == 0
                    ? api.post("/v1/invitations/decline", token)
                    : api.post("/v1/invitations/accept", token, invited.accessToken()));

            boolean accepted = outcomes.containsKey("200");
            assertThat(outcomes)
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(accepted ? "200" : "204", 1L, "422 one_time_token_invalid", CLIENTS - 1L));
            assertThat(count("membership", "organization_id", organization)).isEqualTo(accepted ? 2 : 1);
            assertThat(count("invitation", "organization_id", organization)).isZero();
            assertThat(told("membership.added.v1", organization)).isEqualTo(accepted ? 2 : 1);
        }
    }

    @Test
    void aKeyIsOneOrganization() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var owner = Person.signUp(cluster.client());
            var headers = Map.of(
                    "Authorization",
                    "Bearer " + owner.accessToken(),
                    "Idempotency-Key",
                    UUID.randomUUID().toString());

            var answers = rivals.all(api -> api.post("/v1/organizations", Map.of("name", "Engines"), headers));

            assertThat(Rivals.outcomes(answers).keySet()).contains("201").isSubsetOf("201", "409 request_outstanding");
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 201)
                            .map(answer -> answer.text("id"))
                            .distinct())
                    .hasSize(1);
            assertThat(count("membership", "account_id", owner.id())).isEqualTo(1);
        }
    }

    @Test
    void quotasAreHeldToTheLastOne() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var owner = Person.signUp(cluster.client());
            var number = new AtomicInteger();

            var outcomes = rivals.outcomes(
                    api -> api.post("/v1/organizations", Map.of("name", "Engines"), owner.accessToken()));

            assertThat(outcomes)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "201",
                            (long) ORGANIZATIONS,
                            "409 organization_quota_exceeded",
                            (long) CLIENTS - ORGANIZATIONS));
            assertThat(count("membership", "account_id", owner.id())).isEqualTo(ORGANIZATIONS);

            for (int filled = 0; filled < PREFERENCES - CLIENTS / 2; filled++) {
                prefer(owner.api(), owner, "filled-" + filled);
            }
            var preferences = rivals.outcomes(api -> prefer(api, owner, "rival-" + number.getAndIncrement()));
            assertThat(preferences).containsEntry("409 preference_quota_exceeded", CLIENTS - CLIENTS / 2L);
            assertThat(count("preference", "account_id", owner.id())).isEqualTo(PREFERENCES);
        }
    }

    /** Two replicas follow the log, and each person asks for a profile at once which neither may have heard of. */
    @Test
    void everyAccountIsHeardOfOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var news = News.from(cluster);

            var people = new Rivals(cluster, SIGN_UPS).all(Person::signUp);

            assertThat(people).allSatisfy(person -> {
                assertThat(person.api().me(person.accessToken()).ok()).isTrue();
                assertThat(count("profile", "id", person.id())).isEqualTo(1);
                assertThat(told("profile.created.v1", person.id())).isEqualTo(1);
            });
            news.assertNoneLostOrAppliedTwice(SIGN_UPS);
        }
        assertThat(cluster.tables().number("SELECT count(*) FROM users.event_parked"))
                .isZero();
    }

    private static String found(Person owner) {
        return owner.api()
                .post("/v1/organizations", Map.of("name", "Engines"), owner.accessToken())
                .text("id");
    }

    private void prove(Person person) {
        var token = rivals.mailedToken(person.email(), "/account/verify");
        assertThat(person.api()
                        .post("/v1/auth/email/verify", Map.of("token", token))
                        .status())
                .isEqualTo(204);
    }

    private static void invite(Person owner, String organization, Person invited) {
        var answer = owner.api()
                .post(
                        "/v1/organizations/" + organization + "/invitations",
                        Map.of("email", invited.email(), "role", "member"),
                        owner.accessToken());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static Api.Answer prefer(Api api, Person person, String key) {
        return api.send("PUT", "/v1/users/me/preferences/" + key, "{\"value\":true}", person.accessToken(), null);
    }

    private long count(String table, String column, String id) {
        return cluster.tables().number("SELECT count(*) FROM users." + table + " WHERE " + column + " = ?::uuid", id);
    }

    /** How often an event of this type was told. */
    private long told(String type, String subject) {
        return cluster.tables().number("""
                SELECT count(*) FROM users.outbox_event
                WHERE type = ? AND ? IN (aggregateid::text, payload ->> 'organization_id')""", type, subject);
    }
}
