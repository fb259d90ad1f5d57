package io.gatehouse.e2e.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.time.Duration;

/**
 * What auth-service tells from now on, and what becomes of it in user-service.
 *
 * @param position of the last event before
 * @param applied how many events the replicas of user-service say that they have applied before, together
 */
record News(Cluster cluster, long position, long applied) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** When everything is applied that was told before. */
    static News from(Cluster cluster) {
        long position = settled(cluster);
        return new News(cluster, position, applied(cluster));
    }

    /** So many events or more were told, their positions have no gap, and each of them was applied by one replica only. */
    void assertNoneLostOrAppliedTwice(long atLeast) {
        long last = settled(cluster);
        long told = last - position;

        assertThat(told).isGreaterThanOrEqualTo(atLeast);
        assertThat(cluster.tables()
                        .number(
                                "SELECT count(*) FROM auth.outbox_event WHERE position BETWEEN ? AND ?",
                                position + 1,
                                last))
                .as("events from %d to %d", position + 1, last)
                .isEqualTo(told);
        Eventually.ask(PATIENCE, () -> counted(cluster) - applied, count -> count >= told);
        assertThat(applied(cluster) - applied).as("events that took effect").isEqualTo(told);
    }

    /** Waits until every event has its position and user-service has come to it, which it tells. */
    private static long settled(Cluster cluster) {
        assertThat(Eventually.ask(PATIENCE, () -> cluster.tables().number("""
                SELECT (SELECT count(*) FROM auth.outbox_event WHERE position IS NULL)
                    + (SELECT last_position FROM auth.outbox_position) - (SELECT max(position) FROM users.event_position)"""), behind -> behind == 0))
                .as("events that user-service has not come to")
                .isZero();
        return cluster.tables().number("SELECT max(position) FROM users.event_position");
    }

    /** A replica counts after the commit, a moment after the table tells; so this is asked for until it stays. */
    private static long applied(Cluster cluster) {
        return Eventually.ask(PATIENCE, () -> counted(cluster), count -> count == counted(cluster));
    }

    private static long counted(Cluster cluster) {
        return (long) cluster.userService().replicas().stream()
                .mapToDouble(replica -> replica.metric("gatehouse_event_log_events_total"))
                .sum();
    }
}
