package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.server.ServerFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeBinariesTest {

    @TempDir
    Path checkout;

    @Test
    void serviceIsStartedFromItsBinary() throws Exception {
        var service = serviceWithoutBinary();
        var binary = Files.createFile(
                Files.createDirectory(checkout.resolve("gateway/target")).resolve("gatehouse-gateway-1.2.0-runner"));

        var program = new NativeBinaries(home()).program(service, Map.of("GATEHOUSE_PORT", "8080"));

        assertThat(program.command()).containsExactly(binary.toString(), "-Xmx64m");
        assertThat(program.environment()).containsExactly(Map.entry("GATEHOUSE_PORT", "8080"));
    }

    @Test
    void missingBinaryIsToldWithTheWayToGetIt() throws Exception {
        var service = serviceWithoutBinary();
        var binaries = new NativeBinaries(home());

        assertThatThrownBy(() -> binaries.program(service, Map.of()))
                .isInstanceOf(LauncherException.class)
                .hasMessage("gateway has no native binary yet; ./gatehouse native builds it");
    }

    private Service serviceWithoutBinary() throws Exception {
        Files.writeString(
                Files.createDirectory(checkout.resolve("gateway")).resolve("service.properties"), "port=8080");
        return home().services().gateway();
    }

    private Home home() {
        return new Home(checkout, ServerFolders.below(checkout.resolve("state")));
    }
}
