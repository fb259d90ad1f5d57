package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Sends with wrk of the system's packages, over HTTP/1.1. */
public final class Wrk implements FastSender {

    private static final String NAME = "wrk";
    private static final String REQUESTS = "requests.lua";
    private static final String CONNECTIONS = "32";
    private static final String MARK = "gatehouse ";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Installed installed;
    private final Path script;
    private final Path folder;

    private Wrk(Installed installed, Path checkout, Path folder) {
        this.installed = installed;
        this.script = checkout.resolve("bench").resolve(REQUESTS).toAbsolutePath();
        this.folder = folder;
    }

    /**
     * Where it is installed.
     *
     * @param folder where it may write
     */
    public static Optional<FastSender> find(Path checkout, Path folder) {
        return Installed.find(NAME).map(installed -> new Wrk(installed, checkout, folder));
    }

    @Override
    public Answers send(Requests requests, String url, Duration time) throws IOException, InterruptedException {
        var each = requests.fast().stream().map(Request::line).toList();
        var file = Files.write(Files.createDirectories(folder).resolve("requests"), each);
        if (requests.rotation().isEmpty()) {
            return send(file, "", url, time);
        }
        var rotation = requests.rotation().get();
        rotation.fill();
        var tokens = Files.write(folder.resolve("tokens"), rotation.handOver());
        var answers = send(file, tokens.toString(), url, time);
        rotation.takeBack(Files.readAllLines(tokens));
        return answers;
    }

    private Answers send(Path requests, String tokens, String url, Duration time)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        installed.file().toString(),
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + Math.max(1, time.toSeconds()) + "s",
                        "--timeout",
                        PATIENCE.toSeconds() + "s",
                        "-s",
                        script.toString(),
                        url,
                        "--",
                        requests.toString(),
                        tokens)
                .redirectErrorStream(true)
                .start();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            if (!process.waitFor(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("wrk did not end");
            }
            return answers(said.lines().toList());
        } finally {
            process.destroyForcibly();
        }
    }

    private static Answers answers(List<String> lines) {
        var figures = lines.stream()
                .filter(line -> line.startsWith(MARK))
                .findFirst()
                .map(line -> Arrays.stream(line.substring(MARK.length()).split(" "))
                        .map(Long::parseLong)
                        .toList())
                .orElseThrow(() -> new IllegalStateException(
                        "wrk failed: " + lines.stream().collect(Collectors.joining("\n"))));
        return new Answers(
                Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(figures.get(0))),
                figures.get(1),
                figures.get(2),
                figures.get(3));
    }
}
