package io.gatehouse.kit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedDurationTest {

    private final PositiveDuration positive = new PositiveDuration();
    private final NotNegativeDuration notNegative = new NotNegativeDuration();

    @ParameterizedTest
    @CsvSource({"1ms, PT0.001S", "PT0.1S, PT0.1S", "10, PT10S", "15m, PT15M", "P30D, PT720H", "3650d, P3650D"})
    void timeWithinTheBoundsIsTaken(String value, Duration expected) {
        assertThat(positive.convert(value)).isEqualTo(expected);
        assertThat(notNegative.convert(value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "PT0S"})
    void noTimeIsOneWhereItMakesSense(String value) {
        assertThat(notNegative.convert(value)).isZero();
        assertThatThrownBy(() -> positive.convert(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it must be a time from a millisecond to ten years, as 250ms or PT15M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "PT-1S", "PT0.0001S", "3651d", "P99999999D", "soon", ""})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> positive.convert(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "PT-1S", "3651d", "soon", ""})
    void noTimeIsTheLeast(String value) {
        assertThatThrownBy(() -> notNegative.convert(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
