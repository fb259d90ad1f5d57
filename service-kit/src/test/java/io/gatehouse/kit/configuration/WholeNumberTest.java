package io.gatehouse.kit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WholeNumberTest {

    @ConfigMapping(prefix = "door")
    interface DoorConfig {

        @WithConverter(Guests.class)
        int guests();

        /** As many as there are chairs. */
        final class Guests extends WholeNumber {
            public Guests() {
                super(1, 20);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "20", " 7 "})
    void numberWithinTheBoundsIsTaken(String value) {
        assertThat(read(value)).isEqualTo(Integer.parseInt(value.trim()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21", "-1", "1.5", "many", "99999999999"})
    void anythingElseIsRefusedWithTheNameAndWhatItMayBe(String value) {
        assertThatThrownBy(() -> read(value))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContainingAll("door.guests", value, "it must be a whole number from 1 to 20");
    }

    @Test
    void someHaveNoMost() {
        assertThat(new NotNegative().convert("0")).isZero();
        assertThat(new Positive().convert("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThatThrownBy(() -> new Positive().convert("0")).hasMessage("it must be a whole number of at least 1");
    }

    private static int read(String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(DoorConfig.class)
                .withDefaultValue("door.guests", value)
                .build()
                .getConfigMapping(DoorConfig.class)
                .guests();
    }
}
