package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.RowLock;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.e2e.SteadyLoad.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What callers notice of a roll-out, which is nothing, and of replicas that are lost: of one of each service, with {@code
 * -Dgatehouse.e2e.long=true} of all, three times.
 */
@Resilience
class RollingRestartTest {

    private static final int RATE = 15;
    private static final int VISITORS = 3;
    private static final int REPLICAS = Sizes.LONG ? 2 : 1;
    private static final int ROUNDS = Sizes.LONG ? 3 : 1;
    private static final int ENDED_BY_TERM = 143;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final int HELD = 8;
    private static final Duration UNREAD = Duration.ofMillis(100);

    private final Cluster cluster;

    RollingRestartTest(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void noRequestFailsWhileAllReplicasAreRestartedOneAfterTheOther() throws Exception {
        var codes = new ArrayList<Integer>();
        var errors = cluster.errors();

        List<Sample> samples;
        var visitors = Visitors.come(cluster, VISITORS);
        try (visitors) {
            samples = under(() -> {
                for (var service : cluster.services()) {
                    for (var replica : some(service)) {
                        codes.add(service.restart(replica));
                    }
                }
            });
        }

        System.out.printf(
                "%d requests and %d visits during %d restarts by TERM%n",
                samples.size(), visitors.visits(), codes.size());
        assertThat(visitors.failures()).isEmpty();
        assertThat(visitors.visits()).isPositive();
        assertThat(samples).allMatch(Sample::served);
        assertThat(cluster.errors()).as("somebody would have to look at").containsExactlyElementsOf(errors);
        assertThat(codes).hasSize(cluster.services().size() * REPLICAS * ROUNDS).containsOnly(ENDED_BY_TERM);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void onlyUnsafeRequestsThatWereInFlightOnItFailWhenAReplicaIsKilled() throws Exception {
        var kills = new ArrayList<Kill>();
        var before = unanswered();

        var samples = under(() -> {
            for (var service : cluster.services()) {
                for (var replica : some(service)) {
                    kills.add(Kill.of(service, replica));
                    replica.launchAgain();
                    service.awaitWhole();
                }
            }
        });

        var failed = samples.stream().filter(sample -> !sample.served()).toList();
        var after = unanswered();
        System.out.printf(
                "%d requests during %d kills: %d failed; %d were in flight somewhere, and %d calls on what was killed%n",
                samples.size(),
                kills.size(),
                failed.size(),
                samples.stream()
                        .filter(sample -> kills.stream().anyMatch(kill -> kill.met(sample)))
                        .count(),
                total(after) - total(before));
        assertThat(kills).hasSize(cluster.services().size() * REPLICAS * ROUNDS);
        assertThat(failed).allSatisfy(sample -> assertThat(kills)
                .as("%s, sent %s ms after each", sample, millisAfter(kills, sample))
                .anyMatch(kill -> kill.met(sample)));
        // A safe one is asked again by the gateway, where it is not the gateway that is lost.
        assertThat(failed)
                .filteredOn(sample -> SAFE.contains(sample.method()))
                .allMatch(sample -> sample.response() == null)
                .allMatch(sample -> kills.stream()
                        .anyMatch(kill ->
                                kill.met(sample) && cluster.gateway().replicas().contains(kill.replica)));
        assertThat(after).allSatisfy((replica, count) -> assertThat(failed)
                .filteredOn(sample -> kills.stream()
                        .anyMatch(kill -> kill.replica == replica && kill.met(sample) && sample.sent() < kill.begun))
                .as("no more than were in flight on %s", replica.name())
                .hasSizeLessThanOrEqualTo(count - before.get(replica)));
    }

    /** Of changes that wait for the database at both replicas just then. */
    @Test
    void changesFailThatWereInFlightOnTheLostReplicaAndNoOthers() throws Exception {
        // Who has the name already would change nothing.
        var people = Crowd.warm(cluster, HELD, Set.of(Door.PROFILE)).people();
        var lost = cluster.userService().replicas().getFirst();
        int before = cluster.userService().unanswered(lost);

        List<Visit> visits;
        try (var rows = RowLock.take(
                cluster.servers().database().dataSource().getConnection(),
                "SELECT 1 FROM users.profile WHERE id = ANY (?::uuid[]) FOR UPDATE",
                people.stream().map(Person::id).toArray(String[]::new))) {
            var changes = CompletableFuture.supplyAsync(
                    () -> changeAll(people), task -> Thread.ofVirtual().start(task));
            rows.awaitWaiting(HELD);
            cluster.userService().kill(lost);
            rows.unlock();
            visits = changes.join();
        } finally {
            cluster.makeWhole();
        }

        var failed = visits.stream().filter(visit -> !visit.succeeded()).toList();
        System.out.printf("Of %d changes in flight %d were at the replica that was lost%n", HELD, failed.size());
        assertThat(failed).allMatch(visit -> visit.outcome().equals("502 upstream_failed"));
        assertThat(failed)
                .hasSize(cluster.userService().unanswered(lost) - before)
                .hasSizeBetween(1, HELD - 1);
    }

    private static List<Visit> changeAll(List<Person> people) {
        try {
            return new Crowd(people).visit(Set.of(Door.PROFILE_CHANGE));
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Long> millisAfter(List<Kill> kills, Sample sample) {
        return kills.stream()
                .map(kill -> TimeUnit.NANOSECONDS.toMillis(sample.sent() - kill.gone))
                .toList();
    }

    private Map<Replica, Integer> unanswered() {
        var counts = new HashMap<Replica, Integer>();
        cluster.services().forEach(service -> service.replicas()
                .forEach(replica -> counts.put(replica, service.unanswered(replica))));
        return counts;
    }

    private static int total(Map<Replica, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** What became of the requests that were sent while this was done, round after round. */
    private List<Sample> under(UnderLoad disturbance) throws Exception {
        return UnderLoad.during(
                () -> {
                    for (var round = 0; round < ROUNDS; round++) {
                        disturbance.run();
                    }
                },
                cluster,
                RATE);
    }

    private static List<Replica> some(ReplicatedService service) {
        return service.replicas().subList(0, REPLICAS);
    }

    /**
     * When a replica was lost ({@link System#nanoTime()}).
     *
     * @param gone when it was certainly there no more
     */
    private record Kill(Replica replica, long begun, long gone) {

        static Kill of(ReplicatedService service, Replica replica) {
            var begun = System.nanoTime();
            service.kill(replica);
            return new Kill(replica, begun, System.nanoTime());
        }

        /** Whether the request was in flight then, or was sent before its client had read that the connection is gone. */
        boolean met(Sample sample) {
            return sample.sent() <= gone + UNREAD.toNanos() && sample.answered() >= begun;
        }
    }
}
