package io.gatehouse.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamLimitTest {

    private static final Duration WARM = Duration.ofSeconds(60);

    // 10 workers at 5 ms: 2,000 requests a second.
    private static final int CAPACITY = 2_000;

    @Test
    void healthyServiceIsNeverLimited() {
        var service = service(10, 5);

        var outcome = service.offer(CAPACITY * 9 / 10, Duration.ofMinutes(5));

        assertThat(outcome.allShed()).isZero();
        assertThat(service.limit.limitInForce()).isZero();
    }

    @Test
    void coldServiceIsNotLimited() {
        var service = service(10, 200);
        var cold = service.offer(45, Duration.ofSeconds(5));
        service.becomes(Duration.ofMillis(5));

        var warm = service.offer(CAPACITY / 2, Duration.ofMinutes(1));

        assertThat(cold.allShed() + warm.allShed()).isZero();
    }

    @Test
    void burstAfterSilencePasses() {
        var service = warm(10, 5);
        service.offer(0, Duration.ofMinutes(1));

        var burst = service.burst(100);
        var next = service.offer(CAPACITY / 2, Duration.ofSeconds(5));

        assertThat(burst.allShed() + next.allShed()).isZero();
    }

    @Test
    void largeBurstsOfAFastServicePassSoon() {
        var service = service(1_000, 5);
        service.offer(1_000, WARM);

        var first = service.offer(120_000, Duration.ofMillis(500));
        var next = service.offer(120_000, Duration.ofSeconds(5));

        assertThat(first.allShed()).isPositive();
        assertThat(next.allShed()).isZero();
    }

    @Test
    void threeTimesTheCapacityIsAnsweredInTime() {
        var service = warm(10, 5);

        var outcome = service.offer(3 * CAPACITY, Duration.ofSeconds(30));

        assertThat(outcome.allAdmitted() / 30.0).isGreaterThan(0.95 * CAPACITY);
        assertThat(outcome.millis(99)).isLessThan(200);
    }

    // From the first moment on, in which nobody knows yet what the service bears.
    @ParameterizedTest
    @CsvSource({"16, 20", "10, 5", "4, 20", "50, 1", "100, 40"})
    void whatComesBeforeALimitIsFoundIsAnsweredInTimeToo(int workers, int millis) {
        var service = warm(workers, millis);
        int capacity = workers * 1_000 / millis;

        var first = service.offer(3 * capacity, Duration.ofSeconds(1));
        var outcome = service.offer(3 * capacity, Duration.ofSeconds(10));

        assertThat(first.millis(100)).isLessThan(300);
        assertThat(outcome.millis(99)).isLessThan(250);
        assertThat(outcome.allAdmitted() / 10.0).isGreaterThan(0.95 * capacity);
    }

    @Test
    void pauseThatPassesShedsNothing() {
        var service = warm(10, 5);
        service.stalls(Duration.ofMillis(80));

        var outcome = service.offer(CAPACITY / 4, Duration.ofSeconds(5));

        assertThat(outcome.allShed()).isZero();
        assertThat(service.limit.limitInForce()).isZero();
    }

    @Test
    void latencyStaysWhereItIsToleratedHoweverLongItLasts() {
        var service = warm(10, 5);
        service.offer(2 * CAPACITY, Duration.ofMinutes(20));

        var outcome = service.offer(2 * CAPACITY, Duration.ofMinutes(1));

        assertThat(outcome.millis(50)).isCloseTo(55, within(15.0));
        assertThat(outcome.millis(99.9)).isLessThan(100);
    }

    @Test
    void slowlyGrowingLoadIsNotTakenForUsual() {
        var service = warm(10, 5);
        for (int rate = CAPACITY * 9 / 10; rate < CAPACITY * 5 / 4; rate += CAPACITY / 200) {
            service.offer(rate, Duration.ofSeconds(5));
        }

        var outcome = service.offer(CAPACITY * 5 / 4, Duration.ofSeconds(30));

        assertThat(outcome.millis(99)).isLessThan(200);
    }

    @Test
    void allIsAdmittedAgainWithinSecondsWhenItIsOver() {
        var service = warm(10, 5);
        service.offer(3 * CAPACITY, Duration.ofSeconds(20));
        service.offer(CAPACITY / 10, Duration.ofMillis(500));

        var after = service.offer(CAPACITY / 10, Duration.ofSeconds(3));

        assertThat(after.allShed()).isZero();
        assertThat(after.millis(99)).isLessThan(10);
        assertThat(service.limit.limitInForce()).isZero();
    }

    @Test
    void serviceThatBecameSlowerIsLeftAloneAfterAMoment() {
        var service = warm(1_000, 5);
        service.becomes(Duration.ofMillis(400));
        service.offer(1_000, Duration.ofSeconds(15));

        var outcome = service.offer(1_000, Duration.ofSeconds(30));

        assertThat(outcome.allShed()).isZero();
    }

    @Test
    void serviceThatLostMostOfItsCapacityGetsWhatItBears() {
        var service = warm(10, 5);
        service.becomes(Duration.ofMillis(20));

        var outcome = service.offer(CAPACITY, Duration.ofSeconds(30));

        assertThat(outcome.allAdmitted() / 30.0).isGreaterThan(0.9 * CAPACITY / 4);
        assertThat(outcome.millis(90)).isLessThan(200);
    }

    @Test
    void lowestPriorityIsShedFirst() {
        var service = warm(10, 5);

        var outcome = service.offer(
                Map.of(Priority.HIGH, CAPACITY / 4, Priority.NORMAL, CAPACITY / 2, Priority.LOW, CAPACITY),
                Duration.ofSeconds(20));

        assertThat(outcome.shed().getOrDefault(Priority.HIGH, 0)).isLessThan(CAPACITY / 4 * 20 / 500);
        assertThat(outcome.shed().getOrDefault(Priority.NORMAL, 0)).isLessThan(CAPACITY / 2 * 20 / 50);
        assertThat(outcome.admitted().get(Priority.LOW) / 20.0).isGreaterThan(0.8 * CAPACITY / 4);
    }

    @Test
    void whatIsLessImportantTakesNoRoomFromWhatIsMore() {
        var service = warm(10, 5);
        service.offer(3 * CAPACITY, Duration.ofSeconds(5));
        int limit = service.limit.limitInForce();
        assertThat(limit).isPositive();

        for (int n = 0; n < 10 * limit; n++) {
            service.limit.began(Priority.NORMAL);
        }

        assertThat(service.limit.admits(Priority.NORMAL)).isFalse();
        assertThat(service.limit.admits(Priority.HIGH)).isTrue();
    }

    @Property(tries = 30)
    void whateverTheMixHighPassesWhileThereIsRoomAndNothingCollapses(
            @ForAll @IntRange(min = 0, max = 80) int highPercent,
            @ForAll @IntRange(min = 0, max = 400) int normalPercent,
            @ForAll @IntRange(min = 0, max = 400) int lowPercent,
            @ForAll @IntRange(min = 2, max = 50) int workers,
            @ForAll @IntRange(min = 1, max = 40) int millis) {
        int capacity = workers * 1_000 / millis;
        var service = warm(workers, millis);

        var outcome = service.offer(
                Map.of(
                        Priority.HIGH, capacity * highPercent / 100,
                        Priority.NORMAL, capacity * normalPercent / 100,
                        Priority.LOW, capacity * lowPercent / 100),
                Duration.ofSeconds(20));

        double offered = capacity * Math.min(100, highPercent + normalPercent + lowPercent) / 100.0;
        assertThat(outcome.allAdmitted() / 20.0).isGreaterThan(0.85 * offered - 20);
        assertThat(outcome.shed().getOrDefault(Priority.HIGH, 0))
                .isLessThan(10 + capacity * highPercent * 20 / 100 / 10);
    }

    private static SimulatedService service(int workers, int millis) {
        return new SimulatedService(Settings.packaged(), workers, Duration.ofMillis(millis));
    }

    private static SimulatedService warm(int workers, int millis) {
        var service = service(workers, millis);
        service.offer(Math.max(10, workers * 1_000 / millis / 2), WARM);
        return service;
    }
}
