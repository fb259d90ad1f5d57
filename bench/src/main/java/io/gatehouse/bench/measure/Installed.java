package io.gatehouse.bench.measure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A program of the system's own packages. */
public record Installed(String name, Path file) {

    // Where servers are; people who are not root seldom have it on their path.
    private static final String SERVERS = "/usr/sbin";

    public static Optional<Installed> find(String name) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of(SERVERS))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .map(file -> new Installed(name, file))
                .findFirst();
    }

    /** Fails with how to install it. */
    public static Installed require(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        name + " is not installed; apt install " + name + ", or brew install " + name));
    }

    /** The first line that it says about its version. */
    public String version(String option) throws IOException {
        var process = new ProcessBuilder(file.toString(), option)
                .redirectErrorStream(true)
                .start();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            return said.lines().toList().getFirst();
        }
    }
}
