package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Sends as fast as answers come, on a fixed number of connections: how fast that is, is up to whoever answers. */
public final class Wrk {

    private static final String NAME = "wrk";
    private static final String REQUESTS = "requests.lua";
    private static final String CONNECTIONS = "32";
    private static final String MARK = "gatehouse ";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Installed installed;
    private final Path script;
    private final Path folder;

    /** @param folder where it may write */
    public Wrk(Path checkout, Path folder) {
        this.installed = Installed.require(NAME);
        this.script = checkout.resolve("bench").resolve(REQUESTS).toAbsolutePath();
        this.folder = folder;
    }

    /**
     * What is sent in turn.
     *
     * @param each a path, a space and a field of the header
     */
    public record Requests(String method, int bodyBytes, List<String> each) {}

    /**
     * What came of it.
     *
     * @param notGood answered with 400 or above
     * @param lost not answered at all
     */
    public record Answers(Duration time, long requests, long notGood, long lost) {

        public double perSecond() {
            return requests * (double) TimeUnit.SECONDS.toNanos(1) / time.toNanos();
        }
    }

    public Answers send(Requests requests, int port, Duration time) throws IOException, InterruptedException {
        var each = Files.write(Files.createDirectories(folder).resolve("requests"), requests.each());
        var process = new ProcessBuilder(
                        installed.file().toString(),
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + Math.max(1, time.toSeconds()) + "s",
                        "-s",
                        script.toString(),
                        "http://127.0.0.1:" + port,
                        "--",
                        requests.method(),
                        each.toString(),
                        Integer.toString(requests.bodyBytes()))
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
