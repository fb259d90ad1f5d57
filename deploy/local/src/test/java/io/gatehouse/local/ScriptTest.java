package io.gatehouse.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the script {@code ./gatehouse} finds a JDK, and what works without one. */
class ScriptTest {

    private static final Path SCRIPT =
            Path.of("../../gatehouse").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void jdkOfTheEnvironmentIsTakenFirst() throws Exception {
        var chosen = jdk("chosen", "25.0.1");
        jdk("jdks/other", "26");

        assertThat(run(Map.of("JAVA_HOME", chosen.toString()), "jdk").output()).isEqualTo(chosen.toString());
    }

    @Test
    void jdkThatIsTooOldIsPassedOver() throws Exception {
        var old = jdk("old", "21.0.5");
        var fit = jdk("jdks/fit", "25.0.1");
        jdk("jdks/ancient", "1.8.0_402");

        assertThat(run(Map.of("JAVA_HOME", old.toString()), "jdk").output()).isEqualTo(fit.toString());
    }

    @Test
    void runtimeWithoutCompilerIsNoJdk() throws Exception {
        var runtime = jdk("jdks/runtime", "25.0.1");
        Files.delete(runtime.resolve("bin/javac"));

        assertThat(run(Map.of(), "jdk").exitCode()).isEqualTo(1);
    }

    @Test
    void missingJdkIsToldInOneLineWithTheWayToGetOne() throws Exception {
        var result = run(Map.of(), "up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .hasLineCount(1)
                .contains("no JDK 25 or newer")
                .contains("https://adoptium.net");
    }

    @Test
    void helpNeedsNothing() throws Exception {
        assertThat(run(Map.of(), "help").output()).contains("./gatehouse up").contains("./gatehouse lint");
        assertThat(run(Map.of()).output()).contains("./gatehouse up");
    }

    @Test
    void resilienceIsTestedAloneAtFullSizeOnWhatWasBuilt() throws Exception {
        var checkout = Files.createDirectories(folder.resolve("checkout"));
        var script = Files.copy(SCRIPT, checkout.resolve("gatehouse"));
        executable(checkout.resolve("mvnw"), "#!/bin/sh\necho \"$@\"\n");
        jdk("jdks/fit", "25.0.1");

        var result =
                run(script, Map.of("GATEHOUSE_BUILD", "never", "PATH", "/usr/bin:/bin"), "test", "--resilience", "-o");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output().split(" "))
                .containsSubsequence("-pl", "e2e", "-Dpackaged")
                .contains("-Dgroups=resilience", "-Dgatehouse.e2e.long=true", "verify", "-o")
                .doesNotContain("--resilience");
    }

    @Test
    void scriptIsFoundThroughALink() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("link"), SCRIPT);

        assertThat(run(link, Map.of(), "help").exitCode()).isZero();
    }

    @Test
    void logThatDoesNotExistIsTold() throws Exception {
        var result = run(Map.of("GATEHOUSE_HOME", folder.resolve("home").toString()), "logs", "gateway");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("no log of 'gateway'");
    }

    /** By HUP the gateway loads its routes; a signal that is ignored at the start cannot be heard later. */
    @Test
    void detachedLauncherHearsHangupsAndIsOutOfTheTerminalsReach() throws Exception {
        var built = Files.createDirectories(folder.resolve("checkout/deploy/local/target"));
        Files.createFile(built.resolve("launcher.classpath"));
        Files.createFile(built.resolve("gatehouse-local-0.1.0-SNAPSHOT.jar"));
        var script = Files.copy(SCRIPT, folder.resolve("checkout/gatehouse"));
        var jdk = jdk("jdks/fit", "25.0.1");
        executable(jdk.resolve("bin/java"), """
                #!/bin/sh
                trap 'echo heard >heard' HUP
                kill -HUP $$
                ps -o pgid= -p $$ >group
                echo $$ >pid
                mkdir -p "$GATEHOUSE_HOME/run"
                echo "launcher=$$" >"$GATEHOUSE_HOME/run/ready"
                """);

        var environment = Map.of(
                "GATEHOUSE_HOME",
                folder.resolve("home").toString(),
                "GATEHOUSE_BUILD",
                "never",
                "PATH",
                System.getenv("PATH"));
        var result = run(script, environment, "up", "--detach");

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(folder.resolve("heard")).exists();
        assertThat(Files.readString(folder.resolve("group")).strip())
                .isEqualTo(Files.readString(folder.resolve("pid")).strip());
    }

    private Path jdk(String name, String version) throws IOException {
        var home = Files.createDirectories(folder.resolve(name));
        var compiler = Files.createDirectories(home.resolve("bin")).resolve("javac");
        Files.createFile(compiler, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home.toRealPath();
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(file, text);
    }

    private Result run(Map<String, String> environment, String... arguments) throws Exception {
        return run(SCRIPT, environment, arguments);
    }

    private Result run(Path script, Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        // The tools of the script without a java among them.
        builder.environment().put("PATH", toolsWithoutJava().toString());
        builder.environment().put("GATEHOUSE_JDKS", folder.resolve("jdks").toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Result(process.waitFor(), output);
    }

    private Path toolsWithoutJava() throws IOException {
        var tools = folder.resolve("tools");
        if (Files.exists(tools)) {
            return tools;
        }
        Files.createDirectories(tools);
        for (var tool : List.of("bash", "sed", "dirname", "readlink", "cat", "tail", "head", "find", "mkdir")) {
            for (var bin : List.of("/usr/bin", "/bin")) {
                if (Files.isExecutable(Path.of(bin, tool)) && !Files.exists(tools.resolve(tool))) {
                    Files.createSymbolicLink(tools.resolve(tool), Path.of(bin, tool));
                }
            }
        }
        return tools;
    }

    private record Result(int exitCode, String output) {}
}
