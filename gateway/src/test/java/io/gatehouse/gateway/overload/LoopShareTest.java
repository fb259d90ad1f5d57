package io.gatehouse.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopShareTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final long TICK = 20 * MILLI;

    private final LoopShare share = new LoopShare(50 * MILLI);

    @Test
    void onePauseShedsNothing() {
        share.tick(0);
        share.tick(900 * MILLI);
        share.tick(900 * MILLI);
        share.tick(0);

        assertThat(share.share()).isZero();
    }

    @Test
    void latenessThatStaysSheds() {
        ticks(3, 60);

        assertThat(share.share()).isPositive();
    }

    @Test
    void someAlwaysPass() {
        ticks(1_000, 500);

        var admitted = arrive(Map.of(Priority.NORMAL, 1_000));

        assertThat(admitted.get(Priority.NORMAL)).isBetween(40, 60);
    }

    @Test
    void lowestPriorityIsShedFirst() {
        var mix = Map.of(Priority.HIGH, 100, Priority.NORMAL, 100, Priority.LOW, 100);
        while (share.share() < 0.45) {
            arrive(mix);
            share.tick(60 * MILLI);
        }

        var admitted = arrive(mix);

        assertThat(admitted.get(Priority.LOW)).isZero();
        assertThat(admitted.get(Priority.NORMAL)).isBetween(40, 75);
        assertThat(admitted.get(Priority.HIGH)).isEqualTo(100);
    }

    @Test
    void allIsAdmittedAgainWithinSecondsWhenItIsOver() {
        ticks(1_000, 500);
        ticks(50, 0);

        assertThat(share.share()).isZero();
    }

    // A loop that needs 100 microseconds for what it takes and 20 for what it refuses, and is offered three times as
    // much as
    // it could take.
    @Test
    void loopSettlesWithoutSwinging() {
        double backlog = 0;
        int taken = 0;
        double latest = 0;
        double most = 0;
        long time = 0;
        for (int turn = 0; turn < 5_000; turn++) {
            double round = Math.max(20, backlog);
            int arriving = (int) (round * 30);
            var admitted = arrive(Map.of(Priority.NORMAL, arriving)).get(Priority.NORMAL);
            double work = admitted * 0.1 + (arriving - admitted) * 0.02;
            backlog = Math.max(0, backlog + work - round);
            share.tick((long) (backlog * MILLI));
            time += (long) (round * MILLI);
            if (turn > 1_000) {
                taken += admitted;
                latest += round;
                most = Math.max(most, backlog);
            }
        }

        // 10 a millisecond without refusing anybody; of 30 some 5 with it.
        assertThat(taken / latest).isGreaterThan(3.5);
        assertThat(most).isLessThan(300);
        assertThat(time).isGreaterThan(TICK);
    }

    private void ticks(int count, int lateMillis) {
        for (int n = 0; n < count; n++) {
            arrive(Map.of(Priority.NORMAL, 50));
            share.tick(lateMillis * MILLI);
        }
    }

    /** How many of these are taken. */
    private Map<Priority, Integer> arrive(Map<Priority, Integer> requests) {
        var admitted = new EnumMap<Priority, Integer>(Priority.class);
        requests.forEach((priority, count) -> {
            admitted.put(priority, 0);
            for (int n = 0; n < count; n++) {
                if (share.admits(priority)) {
                    admitted.merge(priority, 1, Integer::sum);
                }
            }
        });
        return admitted;
    }
}
