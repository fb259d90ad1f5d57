package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Api.Answer;
import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many clients at two replicas of everything want what only one can have of auth-service, round after round; the tables say who had it. */
@Resilience
class AccountRacesTest {

    private static final int ROUNDS = Sizes.LONG ? 100 : 3;
    private static final int CLIENTS = Sizes.LONG ? 40 : 16;

    /** Each hashes a password; more at once would wait for longer than passwords may wait for their turn. */
    private static final int RESETS = 16;

    private static final String INVALID = "422 one_time_token_invalid";

    /** Wrong passwords that may be tried without a delay ({@code GATEHOUSE_THROTTLE_ACCOUNT_FREE_TRIES}), and fewer. */
    private static final int SIGN_INS = 8;

    /** Until replicas have heard of a new key ({@code GATEHOUSE_KEY_LOOK_EVERY}), and those who verify of it from them. */
    private static final Duration HEARD = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final Rivals rivals;

    /** A client's try to choose a password. */
    private record Reset(String password, Answer answer) {

        static Reset by(Api api, String token, String password) {
            return new Reset(
                    password, api.post("/v1/auth/password/reset", Map.of("token", token, "new_password", password)));
        }

        boolean succeeded() {
            return answer.status() == 204;
        }
    }

    AccountRacesTest(Cluster cluster) {
        this.cluster = cluster;
        this.rivals = new Rivals(cluster, CLIENTS);
    }

    @Test
    void aLinkReplacesOnePassword() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var person = Person.signUp(cluster.client());
            person.api().post("/v1/auth/password/forgot", Map.of("email", person.email()));
            var token = rivals.mailedToken(person.email(), "/account/reset");
            var number = new AtomicInteger();

            var resets = new Rivals(cluster, RESETS)
                    .all(api -> Reset.by(api, token, Api.PASSWORD + " " + number.getAndIncrement()));

            assertThat(Rivals.outcomes(resets.stream().map(Reset::answer).toList()))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("204", 1L, INVALID, RESETS - 1L));
            for (var reset : resets.subList(0, SIGN_INS)) {
                var signedIn = cluster.client().signIn(person.email(), reset.password);
                assertThat(signedIn.ok()).isEqualTo(reset.succeeded());
            }
            var chosen = resets.stream().filter(Reset::succeeded).findFirst().orElseThrow();
            assertThat(cluster.client().signIn(person.email(), chosen.password).ok())
                    .isTrue();
            assertThat(audited("password_reset", person)).isEqualTo(1);
        }
    }

    @Test
    void aLinkProvesAnAddressOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var person = Person.signUp(cluster.client());
            var token = rivals.mailedToken(person.email(), "/account/verify");

            var outcomes = rivals.outcomes(api -> api.post("/v1/auth/email/verify", Map.of("token", token)));

            assertThat(outcomes).containsExactlyInAnyOrderEntriesOf(Map.of("204", 1L, INVALID, CLIENTS - 1L));
            assertThat(audited("email_verified", person)).isEqualTo(1);
        }
    }

    @Test
    void aRefreshTokenHasOneSuccessor() throws Exception {
        var person = Person.signUp(cluster.client());
        for (int round = 0; round < ROUNDS; round++) {
            var token = person.refreshToken();

            var answers = rivals.all(api -> api.refresh(token));

            assertThat(answers).allMatch(Answer::ok);
            assertThat(answers.stream().map(answer -> answer.text("refresh_token")))
                    .as("within the grace all are given the same")
                    .containsOnly(person.refresh().text("refresh_token"));
        }
        assertThat(refreshTokens(person)).isEqualTo(ROUNDS + 1);
    }

    /** Whoever has the token and whoever has its successor use them at once: one line goes on, or the session has ended, and never two lines. */
    @Test
    void aTokenAndItsSuccessorNeverLeadToTwoSessions() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var person = Person.signUp(cluster.client());
            var both = List.of(
                    person.refreshToken(),
                    cluster.client().refresh(person.refreshToken()).text("refresh_token"));
            var turn = new AtomicInteger();

            var answers = rivals.all(api -> api.refresh(both.get(turn.getAndIncrement() % both.size())));

            assertThat(Rivals.outcomes(answers).keySet())
                    .isSubsetOf("200", "401 refresh_token_reused", "401 session_revoked");
            assertThat(cluster.tables().number("""
                            SELECT count(*) FROM auth.refresh_token t JOIN auth.session s ON s.id = t.session_id
                            WHERE s.account_id = ?::uuid AND t.used_at IS NULL AND s.ended_at IS NULL""", person.id()))
                    .as("tokens that can still be used")
                    .isLessThanOrEqualTo(1);
        }
    }

    /** The key that signs is withdrawn by many at once: one takes its place, and what it signs is good everywhere. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void aWithdrawnKeyHasOneSuccessor() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var administrator = cluster.administratorToken();
            var kid = keys("status = 'active'").getFirst();
            var known = keys("true");

            var outcomes = rivals.outcomes(api -> api.send("DELETE", "/v1/admin/keys/" + kid, "", administrator, null));

            // It may be asked for twice. Whoever comes later may be told that their own token, which
            // the key had signed, is void.
            assertThat(outcomes).containsKey("204");
            assertThat(outcomes.keySet()).isSubsetOf("204", "401 invalid_token");
            assertThat(keys("status = 'active'")).hasSize(1).doesNotContain(kid);
            assertThat(keys("status = 'next'")).hasSize(1);
            assertThat(keys("true")).as("one more").hasSize(known.size() + 1).containsAll(known);
            awaitOneMind();
            assertGoodEverywhere(Person.signUp(cluster.client()).accessToken());
        }
    }

    private void assertGoodEverywhere(String token) throws Exception {
        long began = System.nanoTime();
        var answers = rivals.all(api -> api.me(token));
        while (!answers.stream().allMatch(Answer::ok) && System.nanoTime() - began < HEARD.toNanos()) {
            answers = rivals.all(api -> api.me(token));
        }
        assertThat(answers).allMatch(Answer::ok);
    }

    /** Waits until both replicas publish the keys that the table has, and sign with the one that it says. */
    private void awaitOneMind() {
        var live = keys("status <> 'gone'");
        for (var replica : cluster.authService().replicas()) {
            var published = Eventually.ask(HEARD, () -> published(replica), live::equals);
            assertThat(published).as(replica.name()).isEqualTo(live);
        }
    }

    private static List<String> published(Replica replica) {
        return Api.at(replica::at).get("/.well-known/jwks.json").json().path("keys").findValuesAsText("kid").stream()
                .sorted()
                .toList();
    }

    private List<String> keys(String condition) {
        return cluster.tables()
                .texts("SELECT kid FROM auth.signing_key WHERE %s ORDER BY kid COLLATE \"C\"".formatted(condition));
    }

    private long refreshTokens(Person person) {
        return cluster.tables().number("""
                SELECT count(*) FROM auth.refresh_token t JOIN auth.session s ON s.id = t.session_id
                WHERE s.account_id = ?::uuid""", person.id());
    }

    private long audited(String action, Person person) {
        return cluster.tables()
                .number(
                        "SELECT count(*) FROM auth.audit_event WHERE action = ? AND account_id = ?::uuid",
                        action,
                        person.id());
    }
}
