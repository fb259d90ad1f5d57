package io.gatehouse.bench.gateway;

import io.gatehouse.bench.gateway.Senders.Field;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Sends as fast as answers come, on a fixed number of connections: how fast that is, is up to whoever answers. */
final class Wrk {

    static final String NAME = "wrk";

    private static final String CONNECTIONS = "32";
    private static final String MARK = "gatehouse ";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Installed installed;
    private final Testbed testbed;

    Wrk(Testbed testbed) {
        this.installed = Installed.require(NAME);
        this.testbed = testbed;
    }

    /**
     * What came of it.
     *
     * @param notGood answered with 400 or above
     * @param lost not answered at all
     */
    record Answers(Duration time, long requests, long notGood, long lost) {

        double perSecond() {
            return requests * (double) TimeUnit.SECONDS.toNanos(1) / time.toNanos();
        }
    }

    Answers send(GatewayCase kind, int port, List<Field> senders, Duration time)
            throws IOException, InterruptedException {
        var fields = testbed.folder(NAME).resolve("fields");
        Files.write(fields, senders.stream().map(Field::toString).toList());
        var process = new ProcessBuilder(
                        installed.file().toString(),
                        "-t1",
                        "-c" + CONNECTIONS,
                        "-d" + Math.max(1, time.toSeconds()) + "s",
                        "-s",
                        testbed.source("requests.lua").toString(),
                        Testbed.url(port),
                        "--",
                        kind.method,
                        kind.path(),
                        fields.toString(),
                        Integer.toString(kind.bodyBytes))
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
