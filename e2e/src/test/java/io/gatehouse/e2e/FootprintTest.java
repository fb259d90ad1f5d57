package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a set costs a developer's machine, and that it is quiet and goes. It has a set of its own: others have work behind them. */
class FootprintTest {

    private static final long BUDGET_MEGABYTES = 600;
    // 15 s on two idle processors; a build machine is neither idle nor ours.
    private static final double READY_SECONDS = 60;

    private static final List<String> SERVICES = List.of("gateway", "auth-service", "user-service");

    private static Gatehouse gatehouse;
    private static String logs;

    @BeforeAll
    static void startAndTakeTheTour() throws IOException {
        // A database that answers late on a busy machine is something wrong, but not with the start.
        gatehouse = Gatehouse.start(
                SharedGatehouse.home("footprint"),
                Map.of(
                        "GATEHOUSE_DATABASE_READINESS_TIMEOUT",
                        "20S",
                        "GATEHOUSE_DATABASE_CONNECT_TIMEOUT",
                        "20S",
                        "GATEHOUSE_DATABASE_ACQUIRE_TIMEOUT",
                        "20S",
                        // As it is for a developer who has trained nothing, whatever the tests have.
                        "JAVA_TOOL_OPTIONS",
                        "-XX:AOTMode=off"));
        logs = gatehouse.script().run("logs").output();
        Script.bash(gatehouse.tour());
    }

    @AfterAll
    static void downEndsEverything() {
        var processes = Stream.of("launcher", "gateway", "auth-service", "user-service", "postgres", "redis")
                .map(gatehouse::process)
                .toList();

        var down = gatehouse.script().run("down");

        assertThat(down.exitCode()).isZero();
        assertThat(down.output()).contains("Gatehouse is down.");
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(gatehouse.script().run("down").output()).contains("was not up");
    }

    @Test
    void setIsReadySoonAndSmallAfterTheTour() {
        var ready = Pattern.compile("ready after ([0-9.]+) s").matcher(gatehouse.welcome());
        assertThat(ready.find()).isTrue();

        // Memory that the start needed goes back to the system within seconds.
        var megabytes = Eventually.ask(
                Duration.ofSeconds(15), () -> megabytes(gatehouse.script()), sum -> sum <= BUDGET_MEGABYTES);

        System.out.println("Ready after " + ready.group(1) + " s; three services after the tour: " + megabytes + " MB");
        assertThat(megabytes).isBetween(1L, BUDGET_MEGABYTES);
        assertThat(Double.parseDouble(ready.group(1))).isLessThan(READY_SECONDS);
    }

    @Test
    void aStartInWhichNothingIsWrongWarnsOfNothing() {
        assertThat(SERVICES).allMatch(service -> logs.contains(service + ".log"));
        assertThat(logs).contains(" INFO ").doesNotContain(" WARN ", " ERROR ");
    }

    private static long megabytes(Script script) {
        var status = script.run("status").output();
        return SERVICES.stream()
                .mapToLong(service -> megabytes(status, service))
                .sum();
    }

    private static long megabytes(String status, String service) {
        var line = Pattern.compile("(?m)^ +" + service + " .* (\\d+) MB$").matcher(status);
        assertThat(line.find()).as(status).isTrue();
        return Long.parseLong(line.group(1));
    }
}
