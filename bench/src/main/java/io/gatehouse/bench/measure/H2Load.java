package io.gatehouse.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Sends with h2load of nghttp2, over HTTP/2: as many requests at once as {@link Wrk} sends, four on each of eight connections. */
public final class H2Load implements FastSender {

    private static final String NAME = "h2load";
    private static final Pattern REQUESTS = Pattern.compile(
            "requests: \\d+ total, \\d+ started, (\\d+) done, \\d+ succeeded, \\d+ failed, (\\d+) errored");
    private static final Pattern STATUSES =
            Pattern.compile("status codes: (\\d+) 2xx, (\\d+) 3xx, (\\d+) 4xx, (\\d+) 5xx");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Installed installed;

    private H2Load(Installed installed) {
        this.installed = installed;
    }

    /** Where nghttp2's tools are installed. */
    public static Optional<FastSender> find() {
        return Installed.find(NAME).map(H2Load::new);
    }

    /** The first of the requests, again and again. */
    @Override
    public Answers send(Requests requests, String url, Duration time) throws IOException, InterruptedException {
        var request = requests.fast().getFirst();
        var command = new ArrayList<>(List.of(installed.file().toString(), "-t1", "-c8", "-m4"));
        var whole = Duration.ofSeconds(Math.max(1, time.toSeconds()));
        command.add("-D" + whole.toSeconds());
        request.fields().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.add(url + request.path());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var said = process.inputReader(StandardCharsets.UTF_8)) {
            if (!process.waitFor(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("h2load did not end");
            }
            return answers(String.join("\n", said.lines().toList()), whole);
        } finally {
            process.destroyForcibly();
        }
    }

    static Answers answers(String said, Duration time) {
        var requests = REQUESTS.matcher(said);
        var statuses = STATUSES.matcher(said);
        if (!requests.find() || !statuses.find()) {
            throw new IllegalStateException("h2load failed: " + said);
        }
        return new Answers(
                time,
                Long.parseLong(requests.group(1)),
                Long.parseLong(statuses.group(3)) + Long.parseLong(statuses.group(4)),
                Long.parseLong(requests.group(2)));
    }
}
