package io.gatehouse.kit.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDeadlineTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({
        "1700000000250, 250",
        "1700000059999, 59999",
        "1700000060001, 60000",
        "999999999999999, 60000",
        "1700000000000, 0",
        "1699999999999, -1"
    })
    void headerLeavesWhatItSaysButNeverMoreThanTheLongest(String header, long millis) {
        assertThat(RequestDeadline.timeLeft(header, NOW, LONGEST)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-1",
                "+1700000000250",
                "1.7e12",
                "1700000000250 ",
                "0x1",
                "9999999999999999999999"
            })
    void nonsenseIsIgnored(String header) {
        assertThat(RequestDeadline.timeLeft(header, NOW, LONGEST)).isEqualTo(LONGEST);
    }

    @Test
    void outsideOfRequestsThereIsNone() {
        assertThat(RequestDeadline.nanos()).isEqualTo(RequestDeadline.NONE);
        assertThat(RequestDeadline.within(LONGEST)).isEqualTo(LONGEST);
    }
}
