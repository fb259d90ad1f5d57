package io.gatehouse.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoopShareTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    private static final int ROUND = 20;
    private static final int ALLOWED = 100;

    private final LoopShare share = new LoopShare(ALLOWED * MILLI);

    @Test
    void onePauseShedsNothing() {
        round(ROUND, 12, Map.of(Priority.NORMAL, 20));
        round(900, 12, Map.of(Priority.NORMAL, 20));
        var afterThePause = round(60, 60, Map.of(Priority.NORMAL, 100));

        assertThat(afterThePause.get(Priority.NORMAL)).isEqualTo(100);
        assertThat(share.share()).isZero();
    }

    @Test
    void noRoundGetsMoreThanIsDoneInTheTimeAllowed() {
        round(ROUND, 20, Map.of(Priority.NORMAL, 5));

        assertThat(round(ROUND, 20, Map.of(Priority.LOW, 1_000)).get(Priority.LOW))
                .isEqualTo(ALLOWED / 2 / 4 + 1);
    }

    @Test
    void latenessThatStaysShedsThoughTheLoopHasLittleToDo() {
        round(150, 10, Map.of(Priority.NORMAL, 50));
        round(150, 10, Map.of(Priority.NORMAL, 50));
        assertThat(share.share()).isZero();

        round(150, 10, Map.of(Priority.NORMAL, 50));
        assertThat(share.share()).isEqualTo(2 / 3.0);
    }

    @Test
    void someAlwaysPass() {
        for (int n = 0; n < 1_000; n++) {
            round(500, 500, Map.of(Priority.NORMAL, 1));
        }

        assertThat(round(500, 500, Map.of(Priority.NORMAL, 1_000)).get(Priority.NORMAL))
                .isBetween(5, 10);
    }

    @Test
    void lowestPriorityIsShedFirst() {
        var loop = new BusyLoop(1);
        loop.run(200, 0.6);
        loop.run(2_000, 2);

        assertThat(loop.takenShare(Priority.HIGH)).isGreaterThan(0.95);
        assertThat(loop.takenShare(Priority.NORMAL)).isBetween(0.3, 0.6);
        assertThat(loop.takenShare(Priority.LOW)).isLessThan(0.05);
    }

    @Test
    void allIsAdmittedAgainAtOnceWhenTheyHaveBecomeFew() {
        for (int n = 0; n < 100; n++) {
            round(500, 500, Map.of(Priority.NORMAL, 300));
        }
        for (int n = 0; n < 25; n++) {
            round(ROUND, 10, Map.of(Priority.LOW, 5));
        }

        assertThat(share.share()).isZero();
        assertThat(round(ROUND, 10, Map.of(Priority.LOW, 5)).get(Priority.LOW)).isEqualTo(5);
    }

    // Downloads that are on their way, and hardly anybody who asks for more.
    @Test
    void whatElseKeepsTheLoopBusyRefusesNobody() {
        for (int n = 0; n < 1_000; n++) {
            var asked = Map.of(Priority.LOW, n % 10 == 0 ? 1 : 0);
            assertThat(round(ROUND, 18, asked)).isEqualTo(asked);
        }
    }

    @Test
    void threeTimesWhatTheLoopCanDo() {
        var loop = new BusyLoop(1);
        loop.run(200, 0.6);
        loop.run(2_000, 3);

        assertThat(loop.longestMillis).isLessThan(260);
        assertThat(loop.doneShare()).isGreaterThan(0.85);
    }

    @Test
    void threeTimesFromTheFirstMomentOn() {
        var loop = new BusyLoop(1);
        loop.run(20, 3);
        loop.run(2_000, 3);

        assertThat(loop.longestMillis).isLessThan(260);
        assertThat(loop.doneShare()).isGreaterThan(0.85);
    }

    @Test
    void threeTimesWhereOthersHaveHalfTheProcessor() {
        var loop = new BusyLoop(2);
        loop.run(200, 0.6);
        loop.run(50, 3);
        loop.run(2_000, 3);

        assertThat(loop.longestMillis).isLessThan(450);
        assertThat(loop.doneShare()).isGreaterThan(0.85);
    }

    /** How many of these are taken in a round of so many milliseconds, of which the loop worked some, and are done in it. */
    private Map<Priority, Integer> round(int millis, int busyMillis, Map<Priority, Integer> requests) {
        var admitted = arrive(requests);
        admitted.values().forEach(this::done);
        share.tick(millis * MILLI, (millis - ROUND) * MILLI, busyMillis * MILLI);
        return admitted;
    }

    private Map<Priority, Integer> arrive(Map<Priority, Integer> requests) {
        var admitted = new EnumMap<Priority, Integer>(Priority.class);
        requests.forEach((priority, count) -> {
            int taken = 0;
            for (int n = 0; n < count; n++) {
                taken += share.admits(priority) ? 1 : 0;
            }
            admitted.put(priority, taken);
        });
        return admitted;
    }

    private void done(int requests) {
        for (int n = 0; n < requests; n++) {
            share.done();
        }
    }

    /**
     * Needs 4 milliseconds of the processor for what it takes, in the round after it has read it, and a tenth of one for what it refuses, in the
     * same; of what it needs it gets a part.
     */
    private final class BusyLoop {
        private static final double EACH = 4;
        private static final double REFUSAL = 0.1;

        private final double stretch;
        private double round = ROUND;
        private int answering;
        private double answered;
        private double millis;
        private double longestMillis;
        private final Map<Priority, Integer> arrived = new EnumMap<>(Priority.class);
        private final Map<Priority, Integer> taken = new EnumMap<>(Priority.class);

        BusyLoop(double stretch) {
            this.stretch = stretch;
        }

        /** Counts anew, but goes on from where it is. */
        void run(int rounds, double timesCapacity) {
            answered = 0;
            millis = 0;
            longestMillis = 0;
            arrived.clear();
            taken.clear();
            for (int n = 0; n < rounds; n++) {
                turn(timesCapacity / EACH / stretch);
            }
        }

        // What arrived in the last round is read in this one, and answered in the next.
        private void turn(double perMilli) {
            double waited = round;
            int each = (int) Math.round(waited * perMilli / Priority.values().length);
            var arriving = new EnumMap<Priority, Integer>(Priority.class);
            for (var priority : Priority.values()) {
                arriving.put(priority, each);
            }
            var admitted = arrive(arriving);
            double busy = answering * EACH + (sum(arriving) - sum(admitted)) * REFUSAL;
            done(answering);
            answered += answering;
            round = Math.max(ROUND, busy * stretch);
            share.tick((long) (round * MILLI), (long) ((round - ROUND) * MILLI), (long) (busy * MILLI));
            answering = sum(admitted);
            arriving.forEach((priority, count) -> arrived.merge(priority, count, Integer::sum));
            admitted.forEach((priority, count) -> taken.merge(priority, count, Integer::sum));
            millis += round;
            longestMillis = Math.max(longestMillis, waited + round);
        }

        private static int sum(Map<Priority, Integer> requests) {
            return requests.values().stream().mapToInt(Integer::intValue).sum();
        }

        double takenShare(Priority priority) {
            return (double) taken.get(priority) / arrived.get(priority);
        }

        /** Of what it does when it refuses nobody. */
        double doneShare() {
            return answered * EACH * stretch / millis;
        }
    }
}
