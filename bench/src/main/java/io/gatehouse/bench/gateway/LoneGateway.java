package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.bench.measure.Processes;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.local.server.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The packaged gateway with three routes of different priority to one upstream ({@code overload-routes.yaml}). */
public final class LoneGateway implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Testbed testbed;
    private final Processes processes;
    private IssuerServer issuer;
    private int port;

    private LoneGateway(Testbed testbed) {
        this.testbed = testbed;
        this.processes = new Processes(testbed.folders().run());
    }

    /** In front of whatever listens, now or soon, at {@link #upstreamPort}. */
    public static LoneGateway start(Path checkout, int portOffset, Map<String, String> settings)
            throws IOException, InterruptedException {
        var gateway = new LoneGateway(Testbed.of(checkout, portOffset));
        try {
            gateway.start(settings);
            return gateway;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            gateway.close();
            throw failure;
        }
    }

    public static int upstreamPort(int portOffset) {
        return Testbed.UPSTREAM_PORT + portOffset;
    }

    public URI uri() {
        return URI.create(Testbed.url(port));
    }

    /** Its probes. */
    public URI management() {
        return URI.create(Testbed.url(PackagedGateway.MANAGEMENT_PORT + testbed.portOffset()));
    }

    @Override
    public void close() {
        processes.close();
        if (issuer != null) {
            issuer.close();
        }
    }

    private void start(Map<String, String> settings) throws IOException, InterruptedException {
        testbed.folders().deleteData();
        issuer = IssuerServer.start(testbed.issuerPort(), new Issuer().jwks());
        processes.add(
                EmbeddedRedis.start(testbed.folders(), testbed.redisPort()).process());
        var all = new HashMap<>(settings);
        all.put("GATEHOUSE_ROUTES_FILE", testbed.source("overload-routes.yaml").toString());
        var contestant = PackagedGateway.on(testbed, all);
        port = contestant.port();
        var process = processes.start(contestant.program());
        var patience = Patience.of(START);
        while (!isReady()) {
            if (!process.isAlive() || patience.isOver()) {
                throw new IllegalArgumentException(
                        "the gateway did not start; see " + contestant.program().log());
            }
            patience.pause();
        }
    }

    private boolean isReady() throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var probe = HttpRequest.newBuilder(management().resolve("/q/health/ready"))
                    .build();
            return client.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
