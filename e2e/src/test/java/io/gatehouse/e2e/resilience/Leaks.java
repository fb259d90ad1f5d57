package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.e2e.Replica;
import io.gatehouse.local.test.Eventually;
import java.time.Duration;
import java.util.Map;

/** What the processes of a cluster had before something went wrong, to be compared with what they have afterwards. */
final class Leaks {

    // Threads and connections that were not needed before and will be kept, of
    // a few; each request of an outage that left one behind would make dozens.
    private static final int FEW = 12;

    // Connections that are not in use any more are kept for half a minute.
    private static final Duration KEPT = Duration.ofSeconds(45);

    private static final String TAKEN = "sql_pool_active{";

    private final Cluster cluster;
    private final Map<String, Footprint> before;
    private final int few;

    private Leaks(Cluster cluster, Map<String, Footprint> before, int few) {
        this.cluster = cluster;
        this.before = before;
        this.few = few;
    }

    static Leaks watch(Cluster cluster) {
        return new Leaks(cluster, Footprint.of(cluster), FEW);
    }

    /**
     * Watches over rounds that are alike, once the first of them is over: what is left behind in each further one is more than may be
     * kept.
     *
     * @param others so many more come
     */
    Leaks anew(int others) {
        if (others == 0) {
            return this;
        }
        // What the round has taken down may not be back yet.
        var now = Eventually.ask(KEPT, () -> Footprint.of(cluster), this::areAsFew);
        assertFew(now);
        now.replaceAll((replica, footprint) -> footprint.max(before.get(replica)));
        return new Leaks(cluster, now, others - 1);
    }

    /** Nothing more is held than before: no thread, no descriptor, and no connection to the database that nobody works on. */
    void assertNone() {
        var after = Eventually.ask(KEPT, () -> Footprint.of(cluster), this::areAsFew);
        var taken = Eventually.ask(KEPT, this::takenConnections, count -> count == 0);

        assertFew(after);
        assertThat(taken).as("connections out of their pools").isZero();
    }

    private void assertFew(Map<String, Footprint> now) {
        assertThat(areAsFew(now))
                .as("before %s, after %s, at most %d more", before, now, few)
                .isTrue();
    }

    private boolean areAsFew(Map<String, Footprint> now) {
        return now.entrySet().stream().allMatch(entry -> entry.getValue().isWithin(before.get(entry.getKey()), few));
    }

    private double takenConnections() {
        return cluster.replicas()
                .filter(replica -> !replica.name().contains("gateway"))
                .mapToDouble(Leaks::takenConnections)
                .sum();
    }

    private static double takenConnections(Replica replica) {
        assertThat(replica.metrics()).contains(TAKEN);
        return replica.metric(TAKEN);
    }
}
