package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Valkey of Compose and that of the component ask for the password, and nobody reads it who sees their process. */
class ValkeyPasswordTest {

    private static final String PASSWORD = "a 'b\" \\$c #d";

    @TempDir
    private Path folder;

    static Stream<Arguments> commands() {
        return Stream.of(Arguments.of("PASSWORD", ofComponent()), Arguments.of("REDISCLI_AUTH", ofCompose()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void passwordIsAskedForAndNotShown(String variable, List<String> command)
            throws IOException, GeneralSecurityException {
        assertThat(command).hasSize(3).startsWith("sh", "-euc");
        var program = Files.writeString(folder.resolve("valkey-server"), "#!/bin/sh\necho \"$*\"\nenv\ncat\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("password"), PASSWORD);
        Files.writeString(folder.resolve("script"), command.getLast());

        var started = Script.bash(List.of(
                "cd '" + folder + "'",
                "export PATH=$PWD:$PATH " + variable + "=\"$(cat password)\"",
                "exec sh -euc \"$(cat script)\""));

        assertThat(started.exitCode()).as(started.output()).isZero();
        assertThat(started.output())
                .startsWith("-\n")
                .doesNotContain(PASSWORD)
                .contains("\nuser default on #" + hash() + " ~* &* +@all\n", "\nmaxmemory-policy noeviction\n");
    }

    private static List<String> ofComponent() {
        return Manifests.of(Manifests.rendered(Overlays.FOLDER.resolve("overlays/dev")))
                .all(StatefulSet.class)
                .map(set -> set.getSpec().getTemplate().getSpec().getContainers())
                .map(containers -> containers.getFirst().getArgs())
                .findFirst()
                .orElseThrow();
    }

    // A dollar is written twice, or Compose would take it for one of its variables.
    private static List<String> ofCompose() {
        return Deployment.yaml("deploy/compose.yaml")
                .at("/services/redis/command")
                .valueStream()
                .map(part -> part.asText().replace("$$", "$"))
                .toList();
    }

    private static String hash() throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest(PASSWORD.getBytes(StandardCharsets.UTF_8)));
    }
}
