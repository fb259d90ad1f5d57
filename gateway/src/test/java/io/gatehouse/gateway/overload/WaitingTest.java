package io.gatehouse.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();

    private final Waiting waiting = new Waiting();
    private long now = Duration.ofDays(1).toNanos();

    @Test
    void whoHasNoAnswerAfterThatTimeIsCounted() {
        begin(3);
        pass(30);
        begin(2);
        pass(40);

        assertThat(longerThan(100)).isZero();
        assertThat(longerThan(60)).isEqualTo(3);
        assertThat(longerThan(30)).isEqualTo(5);
    }

    @Test
    void whoeverIsAnsweredIsTakenForTheOldest() {
        begin(3);
        pass(30);
        begin(2);
        pass(40);

        waiting.ended();
        waiting.ended();

        assertThat(longerThan(60)).isEqualTo(1);
        assertThat(longerThan(30)).isEqualTo(3);
    }

    @Test
    void longerThanIsRememberedIsNotKnown() {
        begin(1);
        pass(5_000);

        assertThat(longerThan(1_200)).isEqualTo(1);
        assertThat(longerThan(2_000)).isZero();
    }

    @Test
    void askingSeldomOverestimatesNothing() {
        begin(1);
        waiting.step(now);
        now += 500 * MILLI;
        begin(4);
        waiting.step(now);
        now += 20 * MILLI;

        assertThat(longerThan(30)).isEqualTo(1);
    }

    private void begin(int requests) {
        for (int n = 0; n < requests; n++) {
            waiting.began();
        }
    }

    private void pass(int millis) {
        for (int n = 0; n < millis; n++) {
            waiting.step(now);
            now += MILLI;
        }
    }

    private long longerThan(int millis) {
        return waiting.longerThan(millis * MILLI, now);
    }
}
