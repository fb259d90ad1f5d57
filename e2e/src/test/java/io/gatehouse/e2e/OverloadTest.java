package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.e2e.SteadyLoad.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service of 200 requests a second that is offered three times as many: it goes on answering as many, what matters the most first; probes
 * are answered, and five seconds later all is as before. How long it takes is printed and not judged: on a build machine that is the
 * neighbours' doing as well. That is measured by {@code ./gatehouse bench --overload}.
 */
@ExtendWith(SharedGatehouse.class)
@Tag("resilience")
class OverloadTest {

    private static final int CAPACITY = 200;
    private static final long WORK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration TIME = Sizes.LONG ? Duration.ofSeconds(30) : Duration.ofSeconds(8);
    // Of each ten: at three times the capacity the first two kinds have room enough.
    private static final List<String> PATHS = List.of(
            "/wanted", "/search", "/search", "/usual", "/search", "/search", "/search", "/search", "/search",
            "/search");

    private final Gatehouse gatehouse;
    private final AtomicInteger turn = new AtomicInteger();

    OverloadTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    void whatIsAdmittedIsAnsweredInTimeAndProbesAreAlways(@TempDir Path folder) throws Exception {
        var server = slowService();
        var routes = Files.writeString(
                folder.resolve("routes.yaml"), """
                upstreams:
                  slow: {url: "http://127.0.0.1:%d"}
                routes:
                  - {id: wanted, match: {paths: [/wanted]}, upstream: slow, identity: none, priority: high}
                  - {id: usual, match: {paths: [/usual]}, upstream: slow, identity: none}
                  - {id: search, match: {paths: [/search]}, upstream: slow, identity: none, priority: low}
                """.formatted(server.getAddress().getPort()));
        var settings = new HashMap<>(gatehouse.script().settings());
        settings.put("GATEHOUSE_ROUTES_FILE", routes.toString());
        settings.put("GATEHOUSE_OVERLOAD_ENABLED", "true");
        settings.put("GATEHOUSE_OVERLOAD_WARM_UP", "1S");
        // The neighbours of a test are no load of the gateway.
        settings.put("GATEHOUSE_OVERLOAD_LOOP_DELAY", "2S");
        try (var gateway = Replica.startGateway(gatehouse, settings)) {
            load(gateway, CAPACITY / 2).run(Duration.ofSeconds(8));
            var probes = new SteadyLoad(5, () -> HttpRequest.newBuilder(gateway.management("/q/health/ready"))
                    .build());
            // Not on the common pool, which has one thread on a small machine and hands on all answers.
            var probing = Thread.ofVirtual().start(() -> probes.run(TIME));
            var overload = load(gateway, 3 * CAPACITY);
            overload.run(TIME);
            probing.join();
            var after = load(gateway, CAPACITY / 10);
            after.run(Duration.ofSeconds(8));

            var admitted = of(overload, 200);
            System.out.printf(
                    "%d requests a second, a service of %d: %.0f answered, p99 %d ms; probes p99 %d ms%n",
                    3 * CAPACITY,
                    CAPACITY,
                    admitted.size() / (double) TIME.toSeconds(),
                    SteadyLoad.percentile(admitted, 0.99).toMillis(),
                    SteadyLoad.percentile(probes.samples(), 0.99).toMillis());
            assertThat(admitted.size()).isGreaterThan((int) (0.6 * CAPACITY * TIME.toSeconds()));
            assertThat(refused(overload, "/wanted")).isLessThan(0.1);
            assertThat(refused(overload, "/usual")).isLessThan(0.5 * refused(overload, "/search"));
            assertThat(of(overload, 503)).allMatch(sample -> sample.header("Retry-After") != null);
            assertThat(probes.samples()).allMatch(probe -> probe.status() == 200);
            // Five seconds later all is as before.
            assertThat(lateOf(after)).isNotEmpty().allMatch(sample -> sample.status() == 200);
        } finally {
            server.stop(0);
        }
    }

    private SteadyLoad load(Replica gateway, int perSecond) {
        return new SteadyLoad(
                perSecond, () -> HttpRequest.newBuilder(gateway.at(PATHS.get(turn.getAndIncrement() % PATHS.size())))
                        .build());
    }

    private static List<Sample> of(SteadyLoad load, int status) {
        return load.samples().stream()
                .filter(sample -> sample.status() == status)
                .toList();
    }

    /** What was sent when five seconds had passed. */
    private static List<Sample> lateOf(SteadyLoad load) {
        var samples = load.samples();
        long begun = samples.getFirst().sent();
        return samples.stream()
                .filter(sample -> sample.sent() - begun > TimeUnit.SECONDS.toNanos(5))
                .toList();
    }

    private static double refused(SteadyLoad load, String path) {
        var samples = load.samples().stream()
                .filter(sample -> sample.path().equals(path))
                .toList();
        return samples.stream().filter(sample -> sample.status() == 503).count() / (double) samples.size();
    }

    // Four at a time.
    private static HttpServer slowService() throws IOException {
        var workers = new Semaphore(4, true);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            workers.acquireUninterruptibly();
            try {
                LockSupport.parkNanos(WORK);
            } finally {
                workers.release();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
