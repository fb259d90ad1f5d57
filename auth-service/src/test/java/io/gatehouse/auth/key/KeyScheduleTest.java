package io.gatehouse.auth.key;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehouse.auth.HeldClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyScheduleTest {

    @Test
    void verifiersMustHaveTheTimeToLearnOfAKey() {
        refused(Duration.ofMinutes(5), Duration.ofDays(1), "GATEHOUSE_KEY_PUBLISH_AHEAD");
    }

    @Test
    void aKeySignsForAsLongAsTheNextOneIsAnnounced() {
        refused(Duration.ofHours(1), Duration.ofMinutes(59), "GATEHOUSE_KEY_ROTATION_PERIOD");
    }

    private static void refused(Duration publishAhead, Duration rotationPeriod, String setting) {
        var settings = new TestKeys.Settings(
                Duration.ofMinutes(5), publishAhead, rotationPeriod, Duration.ofSeconds(5), Duration.ofMinutes(15));

        assertThatIllegalStateException()
                .isThrownBy(() -> new KeySchedule(settings, new HeldClock()))
                .withMessageStartingWith(setting);
    }
}
