package io.gatehouse.kit.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveSizeTest {

    private final PositiveSize sizes = new PositiveSize();

    @ParameterizedTest
    @CsvSource({"1, 1", "240, 240", "64K, 65536", "2m, 2097152"})
    void sizeIsTakenAsBytes(String value, long bytes) {
        assertThat(sizes.convert(value).asLongValue()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0M", "-1", "many", "1.5K", ""})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> sizes.convert(value)).isInstanceOf(IllegalArgumentException.class);
    }
}
