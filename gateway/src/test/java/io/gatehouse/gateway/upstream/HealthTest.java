package io.gatehouse.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Health health = new Health(
            new EjectionSettings(2, Duration.ofSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(20), Set.of()));

    @Test
    void failuresInARowCount() {
        health.failed(0, false);
        health.succeeded(0);
        health.failed(0, false);
        assertThat(health.isFailing()).isFalse();

        health.failed(0, false);

        assertThat(health.isFailing()).isTrue();
        assertThat(health.isSteady()).isFalse();
    }

    @Test
    void errorIsAnAnswer() {
        health.failed(0, false);
        health.failed(0, true);
        health.failed(0, false);

        assertThat(health.isFailing()).isTrue();
        assertThat(health.isSilent()).isFalse();
        health.failed(0, false);
        assertThat(health.isSilent()).isTrue();
    }

    @Test
    void timeOutDoublesUpToItsLimit() {
        assertThat(health.eject(0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(health.eject(0)).isEqualTo(Duration.ofSeconds(8));
        assertThat(health.eject(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(health.eject(0)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void longWellTimeMakesForgotten() {
        fail();
        health.eject(0);
        health.eject(0);
        health.succeeded(SECOND);

        assertThat(health.eject(5 * SECOND)).isEqualTo(Duration.ofSeconds(10));
        health.succeeded(6 * SECOND);

        assertThat(health.eject(60 * SECOND)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void oneTrialIsMadeWhenTheTimeIsOver() {
        fail();
        health.eject(0);

        assertThat(health.takesTrial(4 * SECOND - 1, false)).isFalse();
        assertThat(health.takesTrial(4 * SECOND, false)).isTrue();
        assertThat(health.takesTrial(5 * SECOND, false)).isFalse();
        assertThat(health.takesTrial(8 * SECOND, false)).isTrue();
    }

    @Test
    void whereNoneAnswersEachSecondBringsATrial() {
        fail();
        health.eject(0);

        assertThat(health.takesTrial(SECOND - 1, true)).isFalse();
        assertThat(health.takesTrial(SECOND, true)).isTrue();
        assertThat(health.takesTrial(SECOND + 1, true)).isFalse();
        assertThat(health.takesTrial(2 * SECOND, true)).isTrue();
    }

    @Test
    void shareGrowsWithTime() {
        health.warm(0);

        assertThat(health.weight(0)).isEqualTo(0.1);
        assertThat(health.weight(10 * SECOND)).isCloseTo(0.5, within(1e-9));
        assertThat(health.isSteady()).isFalse();
        assertThat(health.weight(20 * SECOND)).isEqualTo(1);
        assertThat(health.isSteady()).isTrue();
    }

    private void fail() {
        health.failed(0, false);
        health.failed(0, false);
    }
}
