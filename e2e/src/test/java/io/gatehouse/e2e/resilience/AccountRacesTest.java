package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Api.Answer;
import io.gatehouse.e2e.Sizes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

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
