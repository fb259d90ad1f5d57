package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Redis stops, halts, is slow, ends its connections or vanishes: whoever does not need it notices nothing, who needs it is told so in time,
 * what is revoked is revoked, and it is used again when it is back.
 */
@Resilience
class RedisOutageTest {

    private static final int PEOPLE = Sizes.LONG ? 20 : 6;
    private static final int ROUNDS = Sizes.LONG ? 10 : 1;
    private static final Set<Door> WITH_IT = Door.OF_REDIS;
    private static final Set<Door> WITHOUT_IT = Door.without(EnumSet.of(Door.KEYED, Door.EXPORT));

    /** More than anybody waits. */
    private static final Duration TOO_SLOW = Duration.ofSeconds(3);

    private static final Duration SLOW = Duration.ofMillis(25);
    private static final int SLOW_BYTES_PER_SECOND = 100_000;

    /** For the limits of a route, for guesses and for the list of what is revoked, before Redis is left alone. */
    private static final Duration MOST_WAITING = Duration.ofMillis(250);

    /** What one burst of few people may differ from another. */
    private static final Duration SHORT_CROWD = Sizes.LONG ? Duration.ZERO : Duration.ofSeconds(1);

    private static final String LIMITS = "gatehouse_gateway_limits_redis_connections";
    private static final String GUESSES =
            "gatehouse_guesses_total{counter=\"network\",outcome=\"admitted\",purpose=\"login\",source=\"redis\"";
    private static final String KEYS = "gatehouse_gateway_idempotency_redis_connections";

    private final Cluster cluster;

    RedisOutageTest(Cluster cluster) {
        this.cluster = cluster;
    }

    /** How Redis goes and comes back. When it has vanished, with all connections to it, another one has its address. */
    static Stream<Outage> outages() {
        return Stream.of(
                new Outage("stopped", cluster -> cluster.servers().stopRedis(), cluster -> cluster.servers()
                        .startRedis()),
                new Outage(
                        "halted",
                        cluster -> cluster.servers().redis().ifPresent(ManagedProcess::pause),
                        cluster -> cluster.servers().redis().ifPresent(ManagedProcess::resume)),
                new Outage("breaking", cluster -> cluster.toRedis().breakConnections(), cluster -> cluster.toRedis()
                        .calm()),
                new Outage("slow", cluster -> cluster.toRedis().delay(TOO_SLOW), cluster -> cluster.toRedis()
                        .calm()),
                new Outage("vanished", cluster -> cluster.toRedis().hold(), cluster -> cluster.toRedis()
                        .abandon()));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void whoDoesNotNeedItNoticesNothing(Outage outage) throws Exception {
        var crowd = Crowd.warm(cluster, PEOPLE, Door.without(EnumSet.of(Door.EXPORT)));
        var calm = crowd.calm(WITHOUT_IT);
        var leaks = Leaks.watch(cluster);
        double limits = connections(LIMITS);
        double keys = connections(KEYS);

        for (int round = 0; round < ROUNDS; round++) {
            outage.begin().accept(cluster);
            try {
                assertServed(outage, crowd, calm);
                assertRevoked();
            } finally {
                outage.end().accept(cluster);
            }
            var recovery = crowd.untilOpenToAll(WITH_IT, Budgets.RECOVERY);
            System.out.printf("Redis is back (%s): keys are heeded again after %s%n", outage, recovery);
            leaks = round == 0 ? leaks.anew(ROUNDS - 1) : leaks;
        }

        assertThat(Eventually.ask(Budgets.RECOVERY, () -> connections(LIMITS), now -> now == limits))
                .isEqualTo(limits)
                .isPositive();
        assertThat(Eventually.ask(Budgets.RECOVERY, () -> connections(KEYS), now -> now == keys))
                .isEqualTo(keys)
                .isPositive();
        assertGuessesAreCountedTogether();
        leaks.assertNone();
    }

    /** Redis answers a little later, and so does whoever asks it; everybody is served. */
    @Test
    void aSlowOneKeepsNobodyOut() throws Exception {
        var doors = Door.without(EnumSet.of(Door.EXPORT));
        var crowd = Crowd.warm(cluster, PEOPLE, doors);
        var leaks = Leaks.watch(cluster);
        cluster.toRedis().delay(SLOW);
        cluster.toRedis().throttle(SLOW_BYTES_PER_SECOND);
        try {
            assertThat(crowd.visit(doors)).allMatch(Visit::succeeded);
            assertRevoked();
        } finally {
            cluster.toRedis().calm();
        }
        leaks.assertNone();
    }

    private static void assertServed(Outage outage, Crowd crowd, Waits calm) throws Exception {
        var served = crowd.visit(WITHOUT_IT);
        var refused = crowd.visit(WITH_IT);
        var waits = Waits.of(served);
        var refusals = Waits.of(refused);

        System.out.printf(
                "Redis is away (%s): %d served, half within %s; %d refused, half within %s%n",
                outage, served.size(), waits, refused.size(), refusals);
        assertThat(served).allMatch(Visit::succeeded);
        assertThat(waits.median())
                .isLessThan(calm.median().multipliedBy(2).plus(MOST_WAITING).plus(SHORT_CROWD));
        assertThat(waits.longest()).isLessThan(calm.longest().plus(Budgets.MACHINE));
        assertThat(refused).allMatch(visit -> visit.outcome().equals("503 service_unavailable"));
        assertThat(refusals.longest()).isLessThan(Budgets.REDIS.plus(Budgets.MACHINE));
    }

    /** Gateways ask auth-service for its list meanwhile. */
    private void assertRevoked() {
        var person = Person.signUp(cluster.client());
        var signedOut = person.api().send("POST", "/v1/auth/logout", "", person.accessToken(), null);
        assertThat(signedOut.status()).as(signedOut.toString()).isEqualTo(204);

        for (var gateway : cluster.gateway().replicas()) {
            var answer = Eventually.ask(
                    Budgets.RECOVERY, () -> Api.at(gateway::at).me(person.accessToken()), now -> now.status() != 200);
            assertThat(answer.code()).as(answer.toString()).isEqualTo("session_revoked");
        }
    }

    /** Both replicas of auth-service count in Redis again, and not each for itself. */
    private void assertGuessesAreCountedTogether() {
        for (var replica : cluster.authService().replicas()) {
            double before = replica.metric(GUESSES);
            double after = Eventually.ask(Budgets.RECOVERY, () -> guessAt(replica), now -> now > before);
            assertThat(after).as(replica.name()).isGreaterThan(before);
        }
    }

    private static double guessAt(Replica replica) {
        Api.at(replica::at).signIn(Api.newEmail(), "a wrong guess");
        return replica.metric(GUESSES);
    }

    private double connections(String metric) {
        return cluster.gateway().replicas().stream()
                .mapToDouble(replica -> replica.metric(metric))
                .sum();
    }
}
