package io.gatehouse.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequiredSettingsTest {

    @Test
    void theMissingAndTheBlankAreNamed() {
        var config = config(Map.of(
                "gatehouse.required-settings", "GATEHOUSE_A,GATEHOUSE_B,GATEHOUSE_C",
                "GATEHOUSE_A", "set",
                "GATEHOUSE_B", " "));

        assertThat(RequiredSettings.missing(config)).containsExactly("GATEHOUSE_B", "GATEHOUSE_C");
    }

    @Test
    void nothingIsRequiredByDefault() {
        assertThat(RequiredSettings.missing(config(Map.of()))).isEmpty();
    }

    @Test
    void theSentenceNamesThem() {
        assertThat(RequiredSettings.sentence(List.of("GATEHOUSE_A", "GATEHOUSE_B")))
                .isEqualTo(
                        "Not started: GATEHOUSE_A, GATEHOUSE_B are not set. See .env.example for what belongs there.");
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
