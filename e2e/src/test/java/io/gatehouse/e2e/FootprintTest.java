package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a set costs a developer's machine. It has a set of its own: others have work behind them. */
class FootprintTest {

    private static final long BUDGET_MEGABYTES = 600;
    // 15 s on two idle processors; a build machine is neither idle nor ours.
    private static final double READY_SECONDS = 60;

    @Test
    void setIsReadySoonAndSmallAfterTheTour() throws Exception {
        try (var gatehouse = Gatehouse.start(SharedGatehouse.home("footprint"), Map.of())) {
            var ready = Pattern.compile("ready after ([0-9.]+) s").matcher(gatehouse.welcome());
            assertThat(ready.find()).isTrue();
            Script.bash(gatehouse.tour());

            // Memory that the start needed goes back to the system within seconds.
            var megabytes = Eventually.ask(
                    Duration.ofSeconds(15), () -> megabytes(gatehouse.script()), sum -> sum <= BUDGET_MEGABYTES);

            System.out.println(
                    "Ready after " + ready.group(1) + " s; three services after the tour: " + megabytes + " MB");
            assertThat(megabytes).isBetween(1L, BUDGET_MEGABYTES);
            assertThat(Double.parseDouble(ready.group(1))).isLessThan(READY_SECONDS);
        }
    }

    private static long megabytes(Script script) {
        var status = script.run("status").output();
        return Stream.of("gateway", "auth-service", "user-service")
                .mapToLong(service -> megabytes(status, service))
                .sum();
    }

    private static long megabytes(String status, String service) {
        var line = Pattern.compile("(?m)^ +" + service + " .* (\\d+) MB$").matcher(status);
        assertThat(line.find()).as(status).isTrue();
        return Long.parseLong(line.group(1));
    }
}
