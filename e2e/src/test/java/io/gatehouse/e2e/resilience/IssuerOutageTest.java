package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Sizes;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * auth-service is gone or hangs, all of it. What others hold is served on, to tokens that nobody has seen before as well, since the keys
 * are known; whoever needs auth-service is told so in time, and let in again when it is back.
 */
@Resilience
class IssuerOutageTest {

    private static final int PEOPLE = Sizes.LONG ? 20 : 6;

    private static final Set<Door> WITH_IT = Door.OF_AUTH_SERVICE;
    private static final Set<Door> WITHOUT_IT = Door.without(Door.OF_AUTH_SERVICE);

    /** How soon somebody is refused for whom nobody tries any more. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Cluster cluster;

    IssuerOutageTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void whenItIsGoneTheOthersGoOn() throws Exception {
        var crowd = Crowd.warm(cluster, PEOPLE, WITHOUT_IT);
        var calm = calm(crowd);
        var leaks = Leaks.watch(cluster);
        authService().forEach(cluster.authService()::kill);
        cluster.authService().awaitNobody();

        assertOthersServe(crowd, calm);
        var refused = crowd.visit(WITH_IT);
        for (var replica : authService()) {
            replica.launchAgain();
        }
        cluster.authService().awaitWhole();
        var recovery = crowd.untilOpenToAll(WITH_IT, Budgets.RECOVERY);

        System.out.printf(
                "auth-service is gone: %s after %d ms at most; back, all doors open after %s%n",
                outcomes(refused), Waits.of(refused).longest().toMillis(), recovery);
        assertThat(refused).allMatch(visit -> visit.outcome().equals("503 service_unavailable"));
        assertThat(refused).allMatch(visit -> isWithin(visit, AT_ONCE));
        leaks.assertNone();
    }

    @Test
    void whenItHangsTheOthersGoOnAndNobodyWaitsLong() throws Exception {
        var crowd = Crowd.warm(cluster, PEOPLE, WITHOUT_IT);
        var calm = calm(crowd);
        var leaks = Leaks.watch(cluster);
        signal("STOP");
        try {
            assertOthersServe(crowd, calm);

            // Those who are the first to ask have to find out that it hangs.
            var first = crowd.visit(WITH_IT);
            var later = crowd.visit(WITH_IT);

            System.out.printf(
                    "auth-service hangs: at first %s after %d ms at most, then %s%n",
                    outcomes(first), Waits.of(first).longest().toMillis(), outcomes(later));
            assertThat(first).allMatch(IssuerOutageTest::isRefusedInTime);
            assertThat(later).allMatch(visit -> visit.outcome().equals("503 service_unavailable"));
            assertThat(later).allMatch(IssuerOutageTest::isRefusedAtOnce);
            assertOthersServe(crowd, calm);
        } finally {
            signal("CONT");
        }
        var recovery = crowd.untilOpenToAll(EnumSet.allOf(Door.class), Budgets.RECOVERY);

        System.out.printf("auth-service goes on: all doors open after %s%n", recovery);
        leaks.assertNone();
    }

    /**
     * Nobody waits for it. Whoever did would wait for two seconds at least, a look for its keys; a busy machine keeps some of them waiting
     * as long, but not half.
     */
    private static void assertOthersServe(Crowd crowd, Waits calm) throws Exception {
        var served = crowd.visit(WITHOUT_IT);
        var waits = Waits.of(served);

        System.out.printf("without auth-service the others serve in %s, before in %s%n", waits, calm);
        assertThat(served).allMatch(Visit::succeeded);
        assertThat(waits.median()).isLessThan(calm.median().plus(AT_ONCE));
        assertThat(waits.longest()).isLessThan(calm.longest().plus(Budgets.MACHINE));
    }

    /** What they wait for while all is well, with tokens that nobody has seen; they have such tokens again afterwards. */
    private static Waits calm(Crowd crowd) throws Exception {
        assertThat(crowd.visit(Set.of(Door.REFRESH))).allMatch(Visit::succeeded);
        var calm = crowd.calm(WITHOUT_IT);
        assertThat(crowd.visit(Set.of(Door.REFRESH))).allMatch(Visit::succeeded);
        return calm;
    }

    private void signal(String signal) throws IOException, InterruptedException {
        for (var replica : authService()) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(replica.pid()))
                    .start()
                    .waitFor();
        }
    }

    private List<Replica> authService() {
        return cluster.authService().replicas();
    }

    /** Sent to it and not answered, which may have been carried out (504), or not sent at all, or known not to have been answered (503). */
    private static boolean isRefusedInTime(Visit visit) {
        return switch (visit.door()) {
            case EXPORT -> visit.outcome().equals("503 service_unavailable") && isWithin(visit, Budgets.ROUTE);
            case SIGN_IN, ACCOUNT -> isTimeoutWithin(visit, Budgets.HASHING_ROUTE);
            default -> isTimeoutWithin(visit, Budgets.ROUTE);
        };
    }

    /** user-service asks anew each time, and the gateway knows better. */
    private static boolean isRefusedAtOnce(Visit visit) {
        return isWithin(visit, visit.door() == Door.EXPORT ? Budgets.OTHER_SERVICE : AT_ONCE);
    }

    private static boolean isTimeoutWithin(Visit visit, Duration budget) {
        return Set.of("503 service_unavailable", "504 upstream_timeout").contains(visit.outcome())
                && isWithin(visit, budget);
    }

    private static boolean isWithin(Visit visit, Duration budget) {
        return visit.time().compareTo(budget.plus(Budgets.MACHINE)) < 0;
    }

    private static Set<String> outcomes(List<Visit> visits) {
        return visits.stream().map(Visit::outcome).collect(Collectors.toSet());
    }
}
