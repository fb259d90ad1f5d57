package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.NativeBinaries;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A packaged service leaves an AOT cache when it ends after a training run, and its next start stands on it. */
@ExtendWith(SharedGatehouse.class)
@DisabledIfEnvironmentVariable(
        named = NativeBinaries.SETTING,
        matches = "true",
        disabledReason = "native binaries have no use for such a cache")
class AotCacheTest {

    private static final Duration WRITING = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    void aTrainedServiceStartsFromItsCache(Gatehouse gatehouse) throws IOException {
        var cache = folder.resolve("gateway.aot");
        try (var training =
                Replica.startGateway(gatehouse, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTCacheOutput=" + cache))) {
            training.terminate();
            assertThat(Eventually.ask(WRITING, training::alive, alive -> !alive))
                    .as("still writes its cache")
                    .isFalse();
        }
        assertThat(cache).isNotEmptyFile();

        // "on" ends the JVM at once where the cache does not fit (JEP 483).
        try (var trained =
                Replica.startGateway(gatehouse, Map.of("JAVA_TOOL_OPTIONS", "-XX:AOTMode=on -XX:AOTCache=" + cache))) {
            assertThat(trained.ready()).isTrue();
        }
    }
}
