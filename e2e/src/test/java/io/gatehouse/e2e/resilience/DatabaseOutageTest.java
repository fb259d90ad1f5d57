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
 * PostgreSQL stops, halts, is unreachable or ends its connections, under people at all doors: they are told so in time, nothing is left
 * behind, and all is well again when it is back.
 */
@Resilience
class DatabaseOutageTest {

    private static final int PEOPLE = Sizes.LONG ? 20 : 6;
    private static final int ROUNDS = Sizes.LONG ? 10 : 1;

    /** A 200 that has begun cannot become a 503; the export is looked at elsewhere. Clients of the settings are in no table. */
    private static final Set<Door> DOORS = Door.without(EnumSet.of(Door.EXPORT, Door.CLIENT_TOKEN));

    private static final Duration SLOW = Duration.ofMillis(25);
    private static final int SLOW_BYTES_PER_SECOND = 100_000;
    private static final Duration ALL_FOUND = Duration.ofSeconds(45);
    private static final Duration TOO_SLOW = Duration.ofSeconds(30);

    private final Cluster cluster;

    DatabaseOutageTest(Cluster cluster) {
        this.cluster = cluster;
    }

    /** How the database goes and comes back; in short the first three. */
    static Stream<Outage> outages() {
        return Stream.of(
                        new Outage("stopped", cluster -> cluster.servers().stopPostgres(), cluster -> cluster.servers()
                                .startPostgres()),
                        new Outage(
                                "halted",
                                cluster -> cluster.servers().postgres().ifPresent(ManagedProcess::pause),
                                cluster -> cluster.servers().postgres().ifPresent(ManagedProcess::resume)),
                        new Outage(
                                "breaking",
                                cluster -> cluster.toPostgres().breakConnections(),
                                cluster -> cluster.toPostgres().calm()),
                        new Outage(
                                "unreachable", cluster -> cluster.toPostgres().hold(), cluster -> cluster.toPostgres()
                                        .calm()),
                        new Outage(
                                "too slow",
                                cluster -> cluster.toPostgres().delay(TOO_SLOW),
                                cluster -> cluster.toPostgres().calm()))
                .limit(Sizes.LONG ? Long.MAX_VALUE : 3);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void everyDoorSaysSoInTimeAndIsOpenAgainWhenItIsBack(Outage outage) throws Exception {
        var crowd = warmCrowd();
        var leaks = Leaks.watch(cluster);

        for (int round = 0; round < ROUNDS; round++) {
            outage.begin().accept(cluster);
            try {
                assertRefused(outage, crowd);
            } finally {
                outage.end().accept(cluster);
            }
            var recovery = crowd.untilOpen(DOORS, Budgets.RECOVERY, Duration.ZERO);
            var whole = crowd.untilOpenToAll(DOORS, Budgets.RECOVERY);
            System.out.printf(
                    "The database is back (%s): all doors open after %s, to everybody at once after %s more%n",
                    outage, recovery, whole);
            leaks = round == 0 ? leaks.anew(ROUNDS - 1) : leaks;
        }

        assertThat(services().allMatch(this::becomesReady)).isTrue();
        leaks.assertNone();
    }

    @Test
    void aSlowOneKeepsNobodyOut() throws Exception {
        var crowd = warmCrowd();
        var leaks = Leaks.watch(cluster);
        cluster.toPostgres().delay(SLOW);
        cluster.toPostgres().throttle(SLOW_BYTES_PER_SECOND);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                var visits = crowd.visit(DOORS);

                assertThat(visits).allMatch(Visit::succeeded);
                assertThat(visits).allMatch(DatabaseOutageTest::isInTime);
            }
        } finally {
            cluster.toPostgres().calm();
        }
        leaks.assertNone();
    }

    /** The machine is gone with all connections to it, and another one has its address. */
    @Test
    void connectionsToADatabaseThatHasVanishedAreReplacedInTime() throws Exception {
        var crowd = warmCrowd();
        var leaks = Leaks.watch(cluster);

        for (int round = 0; round < ROUNDS; round++) {
            cluster.toPostgres().abandon();
            assertReplaced(crowd);
            leaks = round == 0 ? leaks.anew(ROUNDS - 1) : leaks;
        }

        leaks.assertNone();
    }

    private static void assertReplaced(Crowd crowd) throws Exception {
        long began = System.nanoTime();
        var visits = crowd.visit(DOORS);
        var recovery = crowd.untilOpen(DOORS, Budgets.RECOVERY, Budgets.MACHINE);

        assertThat(visits).allMatch(visit -> visit.succeeded() || saysUnavailable(visit));
        assertThat(visits).allMatch(DatabaseOutageTest::isInTime);
        System.out.printf("The database has vanished and is elsewhere: all doors open after %s%n", recovery);
        // Each connection that nobody has used since has somebody yet who finds out.
        while (!crowd.visit(DOORS).stream().allMatch(Visit::succeeded)) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ALL_FOUND);
        }
    }

    private void assertRefused(Outage outage, Crowd crowd) throws Exception {
        var visits = crowd.visit(DOORS);

        System.out.printf(
                "The database is away (%s): %d refused, after %d ms at most%n",
                outage, visits.size(), Waits.of(visits).longest().toMillis());
        assertThat(visits).allMatch(DatabaseOutageTest::saysUnavailable);
        assertThat(visits).allMatch(DatabaseOutageTest::isInTime);
        assertThat(cluster.authService().replicas())
                .as("clients of the settings get their tokens")
                .allMatch(replica -> Cluster.clientToken(Api.at(replica::at)).ok());
        assertThat(services().noneMatch(Replica::ready))
                .as("nobody is ready without it")
                .isTrue();
        assertThat(cluster.gateway().replicas())
                .as("the door itself stands without it")
                .allMatch(Replica::ready);
    }

    /** People at the doors of a set whose pools are as full as these people make them. */
    private Crowd warmCrowd() throws Exception {
        var crowd = Crowd.warm(cluster, PEOPLE, DOORS);
        cluster.toPostgres().delay(SLOW);
        try {
            assertThat(crowd.visit(DOORS)).allMatch(Visit::succeeded);
        } finally {
            cluster.toPostgres().calm();
        }
        return crowd;
    }

    private Stream<Replica> services() {
        return Stream.of(cluster.authService(), cluster.userService()).flatMap(service -> service.replicas().stream());
    }

    private boolean becomesReady(Replica replica) {
        return Eventually.ask(Budgets.RECOVERY, replica::ready, ready -> ready);
    }

    private static boolean saysUnavailable(Visit visit) {
        return visit.outcome().equals("503 service_unavailable")
                && visit.answer().header("Retry-After") != null;
    }

    private static boolean isInTime(Visit visit) {
        return visit.time().compareTo(Budgets.DATABASE.plus(Budgets.MACHINE)) < 0;
    }
}
