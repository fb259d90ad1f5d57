package io.gatehouse.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RepeatedEventsTest {

    private final SetClock clock = new SetClock();
    private final RepeatedEvents<String> events = new RepeatedEvents<>(clock, Duration.ofSeconds(10));

    @Test
    void firstOfAKindIsTold() {
        assertThat(events.happened("refused")).hasValue(0);
        assertThat(events.happened("late")).hasValue(0);
    }

    @Test
    void othersInTheIntervalAreKeptBackAndCounted() {
        events.happened("refused");
        clock.now = clock.now.plusSeconds(9);

        assertThat(events.happened("refused")).isEmpty();
        assertThat(events.happened("refused")).isEmpty();

        clock.now = clock.now.plusSeconds(1);

        assertThat(events.happened("refused")).hasValue(2);
    }

    @Test
    void countBeginsAnewWithEveryTold() {
        events.happened("refused");
        events.happened("refused");
        clock.now = clock.now.plusSeconds(10);
        events.happened("refused");
        clock.now = clock.now.plusSeconds(10);

        assertThat(events.happened("refused")).hasValue(0);
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
