package io.gatehouse.e2e;

import static io.gatehouse.e2e.SteadyLoad.percentile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.local.test.ServerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A packaged gateway with TLS, many requests on few connections of HTTP/2, and beside them clients that mean no good. */
@Tag("resilience")
@ExtendWith(SharedGatehouse.class)
class Http2LoadTest {

    private static final int CONNECTIONS = 4;
    private static final int REQUESTS = 20_000;
    private static final int RATE = 50;
    private static final Duration ATTACK = Duration.ofSeconds(15);
    // A long wait for a processor of a busy build machine is no failure.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Of 128 MB of heap; what grows besides is what the sockets of an attack may hold, not what was sent on them.
    private static final int MOST_GROWTH = 100;

    private static BulkService service;
    private static Replica gateway;
    private static SSLContext trust;
    private static HttpClient client;

    @BeforeAll
    static void start(Gatehouse gatehouse) throws IOException, GeneralSecurityException {
        var missing = "no h2load in PATH (Debian: apt-get install nghttp2-client)";
        boolean installed = H2Load.installed().isPresent();
        assertThat(installed || !Sizes.LONG).as(missing).isTrue();
        assumeTrue(installed, "skipped: " + missing);
        service = BulkService.start();
        var keys = ServerKeys.make(
                Files.createTempDirectory(SharedGatehouse.home("").toAbsolutePath(), "keys"));
        trust = keys.trust();
        // With a connection for each request that is under way: on a single one there is room for a hundred.
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .build();
        var settings = new HashMap<>(keys.settings());
        settings.put(
                "GATEHOUSE_ROUTES_FILE",
                Files.writeString(SharedGatehouse.home("http2-routes.yaml"), """
                        upstreams:
                          bulk: {url: "%s", max_wait: 20s}
                        routes:
                          - {id: bulk, match: {paths: [/bulk/**]}, upstream: bulk, identity: none}
                        """.formatted(service.url()))
                        .toString());
        gateway = Replica.startGateway(gatehouse, settings);
    }

    @AfterAll
    static void end() {
        if (gateway != null) {
            gateway.close();
            service.close();
        }
    }

    @Test
    void attacksHarmNobodyElseAndTakeLittle() throws IOException {
        assertThat(load("cold", CONNECTIONS)).isZero();
        assertThat(load("warm", CONNECTIONS)).isZero();
        var steady = new SteadyLoad(client, RATE, Http2LoadTest::request);
        try (var growth = new Growth(gateway)) {
            var attacks = attack();
            // Not where the answers to the steady requests are heard.
            var beside = CompletableFuture.supplyAsync(() -> loadUnderAttack(ATTACK), Thread::startVirtualThread);
            try {
                steady.run(ATTACK);
            } finally {
                end(attacks);
            }
            int unanswered = beside.join();

            growth.tell("attacks beside %d steady requests, p99 %s"
                    .formatted(steady.samples().size(), percentile(steady.samples(), 0.99)));
            assertThat(unanswered).as("requests of h2load beside attacks").isZero();
            assertThat(attacks).allSatisfy(attack -> assertThat(attack.cutOff()).isPositive());
            assertThat(growth.megabytes()).isLessThan(MOST_GROWTH);
        }
        assertThat(steady.samples())
                .filteredOn(sample -> sample.status() != 200)
                .isEmpty();
    }

    private static List<Http2Attack> attack() {
        var attacks = new ArrayList<Http2Attack>();
        for (var kind : Http2Attack.Kind.values()) {
            attacks.add(new Http2Attack(trust, gateway.at("").getPort(), kind));
        }
        return attacks;
    }

    private static void end(List<Http2Attack> attacks) throws IOException {
        for (var attack : attacks) {
            attack.close();
            System.out.printf(
                    "%s: %d connections cut off, %d times not let in%n",
                    attack.kind(), attack.cutOff(), attack.turnedAway());
        }
    }

    // On a single connection: together with what is attacked, more would wait for the service than may.
    private static int loadUnderAttack(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        int unanswered = 0;
        while (System.nanoTime() - end < 0) {
            unanswered += load("under attack", 1);
        }
        return unanswered;
    }

    /** Returns how many were not answered 2xx. */
    private static int load(String when, int connections) {
        var before = gateway.cpu();
        try {
            var load = H2Load.run(secure("/bulk/bytes/100"), REQUESTS, connections);
            System.out.printf(
                    "h2load %s: %d requests, 100 at once on each of %d connections, %d not 2xx: %s; %d us of CPU for each, %d MB resident%n",
                    when,
                    REQUESTS,
                    connections,
                    load.others(),
                    load.summary(),
                    gateway.cpu().minus(before).toNanos() / 1_000 / REQUESTS,
                    gateway.residentMegabytes());
            return load.others();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HttpRequest request() {
        return HttpRequest.newBuilder(secure("/bulk/bytes/100"))
                .timeout(PATIENCE)
                .build();
    }

    private static URI secure(String path) {
        return URI.create(gateway.at(path).toString().replace("http:", "https:"));
    }
}
