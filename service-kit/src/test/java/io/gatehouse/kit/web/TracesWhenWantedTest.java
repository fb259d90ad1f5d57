package io.gatehouse.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TracesWhenWantedTest {

    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    @Test
    void tracesAreOffUntilACollectorIsNamed() {
        assertThat(new TracesWhenWanted(Map.of()).getValue(DISABLED)).isEqualTo("true");
    }

    @Test
    void namingACollectorTurnsThemOn() {
        var environment = Map.of("GATEHOUSE_OTLP_ENDPOINT", "http://collector:4317");

        assertThat(new TracesWhenWanted(environment).getValue(DISABLED)).isEqualTo("false");
    }
}
