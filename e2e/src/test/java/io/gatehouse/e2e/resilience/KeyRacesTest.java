package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Api.Answer;
import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many administrators at two replicas of everything want another key to sign, round after round; the table says which one does. */
@Resilience
class KeyRacesTest {

    private static final int ROUNDS = Sizes.LONG ? 100 : 3;
    private static final int CLIENTS = Sizes.LONG ? 40 : 16;

    /** Longer than a key is published before it may sign, and after its last token ({@code GATEHOUSE_KEY_PUBLISH_AHEAD}). */
    private static final String KNOWN = "2 hours";

    /** Longer than a key signs ({@code GATEHOUSE_KEY_ROTATION_PERIOD}). */
    private static final String DUE = "31 days";

    /** Until replicas have heard of a new key ({@code GATEHOUSE_KEY_LOOK_EVERY}), and those who verify of it from them. */
    private static final Duration HEARD = Duration.ofSeconds(10);

    private final Cluster cluster;
    private final Rivals rivals;

    KeyRacesTest(Cluster cluster) {
        this.cluster = cluster;
        this.rivals = new Rivals(cluster, CLIENTS);
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
            assertThat(keys("status = 'active'")).doesNotContain(kid);
            assertOneMore(known);
            assertGoodEverywhere(Person.signUp(cluster.client()).accessToken());
        }
    }

    /** The next key is given its turn by many at once; in every other round its time has come as well, which both replicas see beside them. */
    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void theNextKeyTakesItsTurnOnce() throws Exception {
        var person = Person.signUp(cluster.client());
        for (int round = 0; round < ROUNDS; round++) {
            boolean due = round % 2 == 1;
            var administrator = cluster.administratorToken();
            var token = person.accessToken();
            var next = keys("status = 'next'");
            var known = keys("true");
            long told = rotationsTold();
            age(due ? DUE : KNOWN);

            var outcomes = rivals.outcomes(api -> api.send("POST", "/v1/admin/keys/rotation", "", administrator, null));

            // Whose time has come takes its turn unasked, and nobody yet knows the one after it.
            long winners = due ? 0 : 1;
            assertThat(outcomes.getOrDefault("204", 0L)).isEqualTo(winners);
            assertThat(outcomes).containsEntry("409 rotation_too_soon", CLIENTS - winners);
            assertThat(rotationsTold()).isEqualTo(told + winners);
            Eventually.await(() -> keys("status = 'active'"), next);
            assertOneMore(known);
            assertThat(rivals.outcomes(api -> api.me(token)))
                    .as("what the key before has signed")
                    .containsOnlyKeys("200");
            person = Person.signUp(cluster.client());
            assertGoodEverywhere(person.accessToken());
        }
    }

    /** As if so much time had passed since the keys came to be what they are. */
    private void age(String time) {
        cluster.tables().texts("""
                UPDATE auth.signing_key SET created_at = created_at - age, activated_at = activated_at - age, retired_at = retired_at - age
                FROM (SELECT ?::interval AS age) AS time WHERE status <> 'gone' RETURNING kid""", time);
    }

    private long rotationsTold() {
        return cluster.tables().number("SELECT count(*) FROM auth.audit_event WHERE action = 'key_rotated'");
    }

    /** There is one key more, and both replicas have heard of it. */
    private void assertOneMore(List<String> known) {
        assertThat(keys("status = 'active'")).hasSize(1);
        assertThat(keys("status = 'next'")).hasSize(1).doesNotContainAnyElementsOf(known);
        assertThat(keys("true")).hasSize(known.size() + 1).containsAll(known);
        awaitOneMind();
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
}
