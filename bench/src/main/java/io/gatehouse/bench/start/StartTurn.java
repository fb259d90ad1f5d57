package io.gatehouse.bench.start;

import io.gatehouse.bench.measure.Figure;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Processes;
import io.gatehouse.bench.measure.ProcessorTime;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Run;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.bench.measure.Turn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts a program, waits until it is ready, asks it, and ends it. */
public final class StartTurn implements Turn {

    private static final Figure READY = new Figure("ready s", 2, true);
    private static final Figure READY_PROCESSOR = new Figure("of processor", 2, true);
    private static final Figure READY_MEGABYTES = new Figure("MB when ready", 0, true);
    private static final Figure ANSWER = new Figure("first answer s", 2, true);
    private static final Figure ANSWER_PROCESSOR = new Figure("of processor then", 2, true);
    private static final Figure LATER_MEGABYTES = new Figure("MB after 1,000", 0, true);

    private static final int REQUESTS = 1_000;
    private static final int OK = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** So much may the time be too long by; asking more often would cost who starts. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Startable startable;
    private final Path runFolder;

    public StartTurn(Startable startable, Path runFolder) {
        this.startable = startable;
        this.runFolder = runFolder;
    }

    @Override
    public String name() {
        return startable.name();
    }

    @Override
    public String subject() {
        return startable.variant();
    }

    @Override
    public boolean works(Mode mode) throws IOException {
        return run(mode.measured).failed() == 0;
    }

    /** Nothing: each start is a cold one. */
    @Override
    public double warmUp(Duration time) {
        return 0;
    }

    @Override
    public Run run(Duration time) throws IOException {
        try (var processes = new Processes(runFolder);
                // No upgrade to HTTP/2 is offered, which a gateway may pass on.
                var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            var begin = System.nanoTime();
            var process = processes.start(startable.program());
            var subject = new Subject(
                    startable.name(),
                    startable.url(),
                    process,
                    startable.program().log());
            var run = new Run();
            var url = URI.create(startable.url());
            await(http, Request.get(startable.ready()).to(url), process);
            run.with(READY, secondsSince(begin))
                    .with(READY_PROCESSOR, seconds(ProcessorTime.of(process)))
                    .with(READY_MEGABYTES, subject.megabytes());
            var first = startable.first().to(url);
            await(http, first, process);
            run.with(ANSWER, secondsSince(begin)).with(ANSWER_PROCESSOR, seconds(ProcessorTime.of(process)));
            for (int i = 0; i < REQUESTS; i++) {
                run.withFailed(isAnswered(http, first) ? 0 : 1);
            }
            return run.with(LATER_MEGABYTES, subject.megabytes());
        }
    }

    private void await(HttpClient http, HttpRequest request, ProcessHandle process) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!isAnswered(http, request)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException(startable.name() + " did not start; see "
                        + startable.program().log());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean isAnswered(HttpClient http, HttpRequest request) {
        return http.sendAsync(request, BodyHandlers.discarding())
                .handle((answer, failure) -> failure == null && answer.statusCode() == OK)
                .join();
    }

    private static double secondsSince(long begin) {
        return seconds(Duration.ofNanos(System.nanoTime() - begin));
    }

    private static double seconds(Duration time) {
        return (double) time.toNanos() / TimeUnit.SECONDS.toNanos(1);
    }
}
