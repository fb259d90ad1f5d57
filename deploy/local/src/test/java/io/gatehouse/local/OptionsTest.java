package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void everyOptionOfUpIsUnderstood() {
        var options = Options.parse(List.of("up", "--detach", "--fresh", "--port-offset", "100", "--relaxed-limits"));

        assertThat(options).isEqualTo(new Options("up", true, true, Purpose.LOAD, 100));
    }

    @Test
    void unknownOptionIsNamed() {
        assertThatThrownBy(() -> Options.parse(List.of("up", "--quickly")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("'--quickly'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "49001", "99999999999", ""})
    void offsetThatIsNoOffsetIsRefused(String offset) {
        assertThatThrownBy(() -> Options.parse(List.of("up", "--port-offset", offset)))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("0 to 49000");
    }

    @Test
    void trainingStandsBesideTheSetThatIsUsed() {
        assertThat(Options.parse(List.of("train")).portOffset()).isEqualTo(7_000);
        assertThat(Options.parse(List.of("train", "--port-offset", "100")).portOffset())
                .isEqualTo(100);
        assertThat(Options.besideForTraining(49_000)).isEqualTo(42_000);
    }

    @Test
    void missingOffsetIsRefused() {
        assertThatThrownBy(() -> Options.parse(List.of("up", "--port-offset"))).isInstanceOf(LauncherException.class);
    }
}
