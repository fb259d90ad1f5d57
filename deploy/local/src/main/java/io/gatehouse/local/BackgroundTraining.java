package io.gatehouse.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./gatehouse train} beside the set that runs, at the lowest priority. */
final class BackgroundTraining {

    private static final String SETTING = "GATEHOUSE_TRAIN";
    private static final String BUILD = "GATEHOUSE_BUILD";
    private static final int END_SECONDS = 30;
    private static final List<String> LAST_IN_LINE = List.of("nice", "-n", "19");

    private final Process process;

    private BackgroundTraining(Process process) {
        this.process = process;
    }

    /** Whether a service has no cache yet. Whoever builds nothing here, tests and benchmarks, trains only if a setting says so. */
    static boolean isWanted(Home home, Settings settings) {
        var isBuilder = settings.find(BUILD).filter("never"::equals).isEmpty();
        return settings.find(SETTING).map("true"::equals).orElse(isBuilder)
                && home.services().all().stream().anyMatch(service -> !Files.exists(home.aotCache(service)));
    }

    /** Fails when there is no {@code nice}, say. */
    static BackgroundTraining start(Home home, Ports ports) throws IOException {
        var command = Stream.of(
                        LAST_IN_LINE,
                        launcher(home),
                        List.of("train", "--port-offset", Integer.toString(Options.besideForTraining(ports.offset()))))
                .flatMap(List::stream)
                .toList();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.state().log("training").toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("GATEHOUSE_"));
        return new BackgroundTraining(builder.start());
    }

    private static List<String> launcher(Home home) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dgatehouse.checkout=" + home.checkout(),
                "-Dgatehouse.home=" + home.state().root(),
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName());
    }

    /** Breaks it off if it is not over yet; the next start of the set begins anew. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
