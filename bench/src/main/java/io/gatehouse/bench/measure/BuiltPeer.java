package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;

/** A program of {@code bench/peers/} that Maven builds, apart from our own. */
public record BuiltPeer(Path folder) {

    private static final String LIBRARIES = "BOOT-INF/lib/";

    /** Builds it where that is needed; the folder below {@code bench/peers/} has its name. */
    public static BuiltPeer of(Path checkout, String name, Path log) throws IOException, InterruptedException {
        System.out.println("Building " + name);
        Files.createDirectories(log.getParent());
        var source = checkout.resolve("bench/peers").resolve(name).toAbsolutePath();
        var maven = new ProcessBuilder(
                        checkout.resolve("mvnw").toAbsolutePath().toString(), "-B", "-f", source.toString(), "package")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (maven.start().waitFor() != 0) {
            throw new IllegalArgumentException(name + " could not be built; the whole log: " + log);
        }
        return new BuiltPeer(
                checkout.resolve("bench/target/peers").resolve(name).toAbsolutePath());
    }

    /** What {@code java -jar} starts. */
    public Path jar() {
        return folder.resolve(folder.getFileName() + "-peer.jar");
    }

    /** The version of one of its libraries. */
    public String version(String library) throws IOException {
        try (var contents = new JarFile(jar().toFile())) {
            var prefix = LIBRARIES + library + "-";
            return contents.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length(), name.length() - ".jar".length()))
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
