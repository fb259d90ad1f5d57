package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogTailTest {

    @Test
    void refusalOfAServiceIsTheCause() {
        assertThat(cause("""
                12:00:00.000 ERROR [io.gatehouse]  Something else
                Not started: GATEHOUSE_ISSUER is not set.
                """)).isEqualTo("GATEHOUSE_ISSUER is not set.");
    }

    @Test
    void settingThatCannotBeReadIsTheCause() {
        assertThat(cause("""
                Configuration validation failed:
                \tjava.lang.IllegalArgumentException: SRCFG00039: The config property gatehouse.refresh.grace is odd
                """)).isEqualTo("The config property gatehouse.refresh.grace is odd");
    }

    @Test
    void bottomOfTheLastStackTraceIsTheCause() {
        assertThat(cause("""
                12:00:00.000 ERROR [io.quarkus.Scheduler]  Error occurred
                Caused by: java.lang.IllegalStateException: in between
                \tat io.gatehouse.Some.method(Some.java:1)
                Caused by: java.lang.IllegalArgumentException: Last unit does not have enough valid bits
                \tat io.gatehouse.Some.method(Some.java:1)
                """)).isEqualTo("Last unit does not have enough valid bits");
    }

    @Test
    void lastWordOfPostgresIsTheCause() {
        assertThat(cause("""
                2026-01-01 12:00:00.000 UTC [1] FATAL:  could not create any TCP/IP sockets
                2026-01-01 12:00:00.000 UTC [1] LOG:  database system is shut down
                """)).isEqualTo("could not create any TCP/IP sockets");
    }

    @Test
    void logWithoutReasonHasNoCause() {
        assertThat(new LogTail(List.of("all is well")).cause()).isEmpty();
        assertThat(new LogTail(List.of()).end()).isEmpty();
    }

    @Test
    void logThatIsNotThereIsTold() {
        assertThat(LogTail.of(Path.of("no-such.log")).end())
                .singleElement()
                .asString()
                .startsWith("(no log:");
    }

    @Test
    void endIsWhatFitsOnAScreen() {
        var lines = IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).toList();

        assertThat(new LogTail(lines).end()).hasSize(15).startsWith("86").endsWith("100");
    }

    private static String cause(String log) {
        return new LogTail(log.lines().toList()).cause().orElseThrow();
    }
}
