package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.NativeBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The script that trains a service while its image is built. */
class ImageTrainingTest {

    private static final String SCRIPT = "deploy/images/train";

    @TempDir
    private Path app;

    static List<String> services() {
        return Deployment.SERVICES;
    }

    @Test
    void cacheOfTheMachineStaysOutOfTheImage() {
        assertThat(Deployment.text("deploy/images/Dockerfile.jvm.dockerignore"))
                .contains("\n!*/target/quarkus-app\n*/target/quarkus-app/app.aot*\n");
    }

    @ParameterizedTest
    @MethodSource("services")
    void serviceIsGivenWhatItDoesNotStartWithout(String service) {
        var script = Deployment.text(SCRIPT);

        assertThat(Deployment.requiredSettings(service))
                .isNotEmpty()
                .allMatch(setting -> script.contains(setting + "="));
    }

    /** As where a setting of its own is missing: its JVM leaves a cache all the same. */
    @Test
    void serviceThatDoesNotStartFailsTheImage() throws IOException {
        Script.bash(List.of("cp '" + Script.CHECKOUT.resolve(SCRIPT) + "' '" + app + "'"));
        Files.writeString(app.resolve("app.aot"), "of another machine");
        var java =
                Files.writeString(app.resolve("java"), "#!/bin/sh\necho learnt >app.aot\necho none of my settings\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();

        var training = Script.bash(List.of("cd '" + app + "'", "env PATH='" + app + "':\"$PATH\" ./train"));

        assertThat(training.exitCode()).as(training.output()).isEqualTo(1);
        assertThat(training.output()).contains("none of my settings", "the service did not start");
        assertThat(app.resolve("app.aot")).doesNotExist();
    }

    @Test
    @DisabledIfEnvironmentVariable(
            named = NativeBinaries.SETTING,
            matches = "true",
            disabledReason = "native binaries have no use for such a cache")
    void serviceLeavesACacheWithNoServerBesideIt() {
        Script.bash(List.of(
                "cd '" + Script.CHECKOUT + "'",
                "cp -Rp user-service/target/quarkus-app/. " + SCRIPT + " deploy/images/java-options '" + app + "'"));

        var training =
                inApp("GATEHOUSE_PORT=" + Ports.free() + " GATEHOUSE_MANAGEMENT_PORT=" + Ports.free() + " ./train");

        assertThat(training.exitCode()).as(training.output()).isZero();
        assertThat(app.resolve("app.aot")).isNotEmptyFile();
        // "on" ends the JVM before it misses a setting where the cache does not fit (JEP 483).
        assertThat(inApp("java @java-options -XX:AOTMode=on -XX:AOTCache=app.aot -jar quarkus-run.jar")
                        .output())
                .contains("GATEHOUSE_ISSUER");
    }

    private Script.Result inApp(String command) {
        var path = Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH");
        return Script.bash(List.of("cd '" + app + "'", "env -i PATH='" + path + "' " + command));
    }
}
