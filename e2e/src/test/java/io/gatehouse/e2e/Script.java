package io.gatehouse.e2e;

import io.gatehouse.local.NativeBinaries;
import io.gatehouse.local.Service;
import io.gatehouse.local.ServiceSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The script {@code ./gatehouse}, run as a person runs it, on a state folder and ports of its own. */
public record Script(Path checkout, Path home, int portOffset, Map<String, String> settings) {

    public static final Path CHECKOUT = Path.of(System.getProperty("gatehouse.checkout"));
    /** What the set consists of, in the order of the ports. */
    public static final List<Service> SERVICES = ServiceSet.in(CHECKOUT).all();

    /** Whether the services under test are native binaries instead of jars. */
    public static final boolean NATIVE = Boolean.parseBoolean(System.getenv(NativeBinaries.SETTING));

    private static final long PATIENCE_SECONDS = 180;

    /** That of this checkout. */
    public Script(Path home, int portOffset, Map<String, String> settings) {
        this(CHECKOUT, home, portOffset, settings);
    }

    /** What a command printed, and how it ended. */
    public record Result(int exitCode, String output) {}

    public Result run(String... arguments) {
        return result(start(arguments));
    }

    public Result up(String... options) {
        AotCaches.make();
        shareProgram();
        return run(Stream.concat(
                        Stream.of("up", "--detach", "--port-offset", Integer.toString(portOffset)), Stream.of(options))
                .toArray(String[]::new));
    }

    // Unpacking PostgreSQL takes two seconds of a processor:
    // whoever comes later takes what the shared set has unpacked.
    private void shareProgram() {
        var shared = home.resolveSibling(SharedGatehouse.NAME).resolve("programs/postgres");
        var own = home.resolve("programs/postgres");
        try {
            Files.createDirectories(own.getParent());
            if (Files.isDirectory(shared) && Files.notExists(own)) {
                Files.createSymbolicLink(own, shared);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts the set and stays with it, as in a terminal. */
    public Process upAttached() {
        return start("up", "--port-offset", Integer.toString(portOffset));
    }

    private Process start(String... arguments) {
        var command = Stream.concat(Stream.of(checkout.resolve("gatehouse").toString()), Stream.of(arguments))
                .toList();
        // Not the checkout: the script works from any folder.
        var builder = new ProcessBuilder(command)
                .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GATEHOUSE_"));
        builder.environment().putAll(settings);
        builder.environment().put(NativeBinaries.SETTING, Boolean.toString(NATIVE));
        builder.environment().put("GATEHOUSE_HOME", home.toString());
        // Maven has just built everything and must not be run inside itself.
        builder.environment().put("GATEHOUSE_BUILD", "never");
        return start(builder);
    }

    /** Runs a shell script and returns all it printed. */
    public static Result bash(List<String> lines) {
        return result(start(new ProcessBuilder("bash", "-c", String.join("\n", lines)).redirectErrorStream(true)));
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What a process printed, once it has ended. */
    public static Result result(Process process) {
        try {
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(process.info().commandLine() + " did not end:\n" + output);
            }
            return new Result(process.exitValue(), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }
}
