package io.gatehouse.e2e.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.e2e.Programs;
import io.gatehouse.e2e.Sizes;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of the system that attacks, as its package brings it. */
record Tool(String name, String debianPackage) {

    static final Tool SQLMAP = new Tool("sqlmap", "sqlmap");
    static final Tool FFUF = new Tool("ffuf", "ffuf");
    static final Tool SLOWHTTPTEST = new Tool("slowhttptest", "slowhttptest");

    /** Skips the test that asks where it is not installed; at full size that test fails. */
    void assumeInstalled() {
        var missing = "no " + name + " in PATH (Debian: apt-get install " + debianPackage + ")";
        boolean installed = Programs.find(name).isPresent();
        assertThat(installed || !Sizes.LONG).as(missing).isTrue();
        assumeTrue(installed, "skipped: " + missing);
    }

    /** Runs it in this folder, and returns all that it printed once it has ended. */
    String run(Path folder, Duration longest, String... arguments) {
        var command = new ArrayList<>(List.of(Programs.find(name).orElseThrow().toString()));
        command.addAll(List.of(arguments));
        try {
            var output = Files.createDirectories(folder).resolve(name + ".log");
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        name + " did not end within " + longest + ": " + Files.readString(output));
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }
}
