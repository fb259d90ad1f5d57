package io.gatehouse.e2e;

import static io.gatehouse.e2e.SteadyLoad.percentile;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A packaged gateway, many clients that take a second for each byte, and what others notice of them. With {@code
 * -Dgatehouse.e2e.long=true} there are 2,000 for a minute, and bodies are of five gigabytes.
 */
@Tag("resilience")
@ExtendWith(SharedGatehouse.class)
class SlowClientsTest {

    private static final int CROWD = Sizes.LONG ? 2_000 : 500;
    private static final Duration TIME = Duration.ofSeconds(Sizes.LONG ? 60 : 15);
    private static final Duration ARRIVAL = Duration.ofSeconds(Sizes.LONG ? 20 : 5);
    private static final long BYTES = Sizes.LONG ? 5L << 30 : 200L << 20;
    private static final long WARM_UP = 200L << 20;
    private static final int RATE = 100;

    /** More connections than the load has itself, and fewer than there are slow clients of one kind. */
    private static final double FEW = CROWD * 0.2;

    private static final int MOST_GROWTH = 50;

    // The crowd and the load share the machine with the gateway; unharmed means far from any time limit.
    private static final Duration GROWTH = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int SOCKETS = 100;
    private static final int LITTLE = 4 << 10;

    private static BulkService service;
    private static StreamService streams;
    private static Replica gateway;

    @BeforeAll
    static void start(Gatehouse gatehouse) throws IOException {
        service = BulkService.start();
        streams = new StreamService();
        // More than there are slow readers: with fewer, requests wait until one of those has given up its connection.
        var routes = Files.writeString(
                SharedGatehouse.home("slow-routes.yaml"), """
                upstreams:
                  bulk: {url: "%s", connections: %d}
                  streams: {url: "%s"}
                routes:
                  - {id: bulk, match: {paths: [/bulk/**]}, upstream: bulk, identity: none, timeout: 5m, body_limit: 6G}
                  - {id: streams, match: {paths: [/streams/**]}, upstream: streams, identity: none, streams: [websocket]}
                """.formatted(service.url(), CROWD, streams.url()));
        gateway = Replica.startGateway(
                gatehouse,
                Map.of(
                        "GATEHOUSE_ROUTES_FILE",
                        routes.toString(),
                        "GATEHOUSE_CONNECTIONS_MAX_PER_ADDRESS",
                        Integer.toString(CROWD + 500),
                        // All of them are to be there to the end. By itself it would part with those for whom it has to
                        // keep more than a quarter of its heap.
                        "GATEHOUSE_CONNECTIONS_UNREAD_MAX",
                        "112M"));
    }

    @AfterAll
    static void end() {
        gateway.close();
        streams.close();
        service.close();
    }

    @Test
    void slowClientsHarmNobody() throws IOException {
        var load = new SteadyLoad(RATE, SlowClientsTest::request);
        load.run(Duration.ofSeconds(5));
        var before = new SteadyLoad(RATE, SlowClientsTest::request);
        before.run(TIME);
        var calm = percentile(before.samples(), 0.99);
        long memory = gateway.residentMegabytes();
        var cpu = gateway.cpu();
        var during = new SteadyLoad(RATE, SlowClientsTest::request);

        try (var crowd = new SlowCrowd(gateway.at("").getPort(), CROWD, "/bulk/slow", "/bulk/bytes/10000000")) {
            // Their coming is a burst of downloads, which fill the
            // kernel's buffers: everybody is answered, if not as soon.
            var arrival = new SteadyLoad(RATE, SlowClientsTest::request);
            arrival.run(ARRIVAL);
            assertThat(statuses(arrival)).containsExactly(200);
            during.run(TIME);
            var crowded = percentile(during.samples(), 0.99);
            System.out.printf(
                    "%d slow clients for %s (%d cut off) beside %d requests a second: p99 %s before, %s with them; %d MB before, %d MB after; %s of CPU%n",
                    CROWD,
                    TIME,
                    crowd.cutOff(),
                    RATE,
                    calm,
                    crowded,
                    memory,
                    gateway.residentMegabytes(),
                    gateway.cpu().minus(cpu));
            assertThat(statuses(during)).containsExactly(200);
            assertThat(crowded).isLessThan(calm.plus(GROWTH));
            assertThat(connections()).isGreaterThan(CROWD * 0.9);
        }
        assertThat(gateway.residentMegabytes() - memory).isLessThan(3L * MOST_GROWTH);
        assertThat(Eventually.ask(PATIENCE, SlowClientsTest::connections, open -> open < FEW))
                .as("connections that are left")
                .isLessThan(FEW);
    }

    @Test
    void longUploadPassesThroughLittleMemory() throws IOException {
        upload(WARM_UP);
        try (var growth = new Growth(gateway)) {
            long came = upload(BYTES);

            growth.tell("upload of " + BYTES + " bytes");
            assertThat(came).isEqualTo(BYTES);
            assertThat(growth.megabytes()).isLessThan(MOST_GROWTH);
        }
    }

    @Test
    void longDownloadPassesThroughLittleMemory() throws IOException {
        download(WARM_UP);
        try (var growth = new Growth(gateway)) {
            long came = download(BYTES);

            growth.tell("download of " + BYTES + " bytes");
            assertThat(came).isEqualTo(BYTES);
            assertThat(growth.megabytes()).isLessThan(MOST_GROWTH);
        }
    }

    @Test
    void webSocketsThatNobodyReadsTakeLittleMemory() throws IOException {
        openFlooded().close();
        var clients = new ArrayList<SocketChannel>();
        try (var growth = new Growth(gateway)) {
            for (int i = 0; i < SOCKETS; i++) {
                clients.add(openFlooded());
            }
            long before = streams.sent();
            long after = Eventually.ask(PATIENCE, SlowClientsTest::sentInASecond, sent -> sent == 0);

            growth.tell(SOCKETS + " WebSockets that nobody reads, " + (before >> 20) + " MB sent to them");
            assertThat(after).as("the service is stopped").isZero();
            assertThat(growth.megabytes()).isLessThan(MOST_GROWTH);
        } finally {
            for (var client : clients) {
                client.close();
            }
        }
    }

    private static SocketChannel openFlooded() throws IOException {
        var client = SocketChannel.open();
        client.setOption(StandardSocketOptions.SO_RCVBUF, LITTLE);
        client.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), gateway.at("").getPort()));
        client.write(ByteBuffer.wrap(String.join(
                        "\r\n",
                        "GET /streams/flood HTTP/1.1",
                        "Host: a",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII)));
        var answer = ByteBuffer.allocate("HTTP/1.1 101".length());
        while (answer.hasRemaining() && client.read(answer) >= 0) {
            // The rest stays unread.
        }
        assertThat(new String(answer.array(), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
        return client;
    }

    private static long sentInASecond() {
        long before = streams.sent();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        return streams.sent() - before;
    }

    private static double connections() {
        return gateway.metric("gatehouse_gateway_connections_open");
    }

    private static long upload(long bytes) throws IOException {
        return Bulk.upload(gateway.at("/bulk/upload"), bytes);
    }

    private static long download(long bytes) throws IOException {
        return Bulk.download(gateway.at("/bulk/bytes/" + bytes));
    }

    private static Set<Integer> statuses(SteadyLoad load) {
        return load.samples().stream().map(SteadyLoad.Sample::status).collect(Collectors.toSet());
    }

    private static HttpRequest request() {
        return HttpRequest.newBuilder(gateway.at("/bulk/bytes/100"))
                .timeout(PATIENCE)
                .build();
    }
}
