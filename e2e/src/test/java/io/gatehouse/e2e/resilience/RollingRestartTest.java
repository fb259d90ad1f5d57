package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Replica;
import io.gatehouse.e2e.Sizes;
import io.gatehouse.e2e.SteadyLoad.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    void onlyUnsafeRequestsThatWereInFlightFailWhenAReplicaIsKilled() throws Exception {
        var kills = new ArrayList<Kill>();

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
        System.out.printf(
                "%d requests during %d kills: %d failed, of %d that were in flight%n",
                samples.size(),
                kills.size(),
                failed.size(),
                samples.stream()
                        .filter(sample -> kills.stream().anyMatch(kill -> kill.met(sample)))
                        .count());
        assertThat(kills).hasSize(cluster.services().size() * REPLICAS * ROUNDS);
        assertThat(failed).allMatch(sample -> !SAFE.contains(sample.method())).allMatch(sample -> kills.stream()
                .anyMatch(kill -> kill.met(sample)));
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
    private record Kill(long begun, long gone) {

        static Kill of(ReplicatedService service, Replica replica) {
            var begun = System.nanoTime();
            service.kill(replica);
            return new Kill(begun, System.nanoTime());
        }

        /** Whether the request was in flight then. */
        boolean met(Sample sample) {
            return sample.sent() <= gone && sample.answered() >= begun;
        }
    }
}
