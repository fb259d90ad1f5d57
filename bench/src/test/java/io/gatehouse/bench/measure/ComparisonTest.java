package io.gatehouse.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Offset<Double> ROUNDING = Offset.offset(0.01);

    @Test
    void aChangeIsBeyondNoiseWhereTheRangesOfTheRunsDoNotMeet() {
        var change = micros(Reports.of(40, 38, 42), Reports.of(30, 28, 34));

        assertThat(change.percent()).isCloseTo(-25, ROUNDING);
        assertThat(change.beyondNoise()).isCloseTo(-10, ROUNDING);
        assertThat(change.isBetter()).isTrue();
    }

    @Test
    void whereTheyMeetItMayBeNoise() {
        var change = micros(Reports.of(40, 33, 42), Reports.of(30, 28, 34));

        assertThat(change.percent()).isCloseTo(-25, ROUNDING);
        assertThat(change.isBeyondNoise()).isFalse();
    }

    @Test
    void whereTheyNearlyMeetItMayBeChance() {
        var change = micros(Reports.of(40, 38, 42), Reports.of(36, 35, 37));

        assertThat(change.percent()).isCloseTo(-10, ROUNDING);
        assertThat(change.isBeyondNoise()).isFalse();
    }

    @Test
    void moreRequestsPerSecondAreBetterAndMoreMicrosAreWorse() {
        var changes = new Comparison(Reports.of(30, 28, 32), Reports.of(40, 38, 42)).changes();

        assertThat(changes).extracting(Change::isBeyondNoise).containsExactly(true, true);
        assertThat(changes).extracting(Change::isBetter).containsExactly(false, false);
        assertThat(new Comparison(Reports.of(30, 28, 32), Reports.of(40, 38, 42)).text())
                .contains("WORSE", "+33.3 %", "+20.0 %", "2 of 2 figures changed beyond noise");
    }

    @Test
    void anotherMachineIsToldOf() {
        var there = Reports.of(30);
        var machine = new Machine(there.machine().at(), "25", "Linux aarch64", 8, "another", 0);
        var here = new Report("gateway", machine, Mode.QUICK, there.versions(), there.parameters(), there.results());

        assertThat(new Comparison(there, here).text())
                .contains("Another machine: Linux amd64, 2 processors, a processor");
        assertThat(new Comparison(there, there).text()).doesNotContain("Another");
    }

    @Test
    void casesThatOnlyOneHasAndFailuresAreToldOf() {
        var before = Reports.of(30);
        var failing = before.results().getFirst();
        var after = new Report(
                "gateway",
                before.machine(),
                Mode.QUICK,
                before.versions(),
                before.parameters(),
                List.of(new Result("post", failing.subject(), 2, failing.findings())));

        assertThat(new Comparison(before, after).text())
                .contains("[plain at gateway <1>], then [post at gateway <1>]", "failed requests: 0, then 2");
    }

    @Test
    void resultsOfDifferentTargetsCannotBeCompared() {
        var gateway = Reports.of(30);
        var users = new Report("users", gateway.machine(), Mode.QUICK, Map.of(), Map.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Comparison(gateway, users))
                .withMessageContaining("users");
    }

    private static Change micros(Report before, Report after) {
        return new Comparison(before, after).changes().getFirst();
    }
}
