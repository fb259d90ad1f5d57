package io.gatehouse.gateway.route;

import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.abort;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.LogLines;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.RoutesFolder;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class RouteReloadTest {

    private static final String ADDED = """

              - id: added
                match: {paths: [/added/**]}
                upstream: leaving
                identity: none
            """.stripTrailing();
    private static final int CLIENTS = 4;

    // Of nobody, until 2126.
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARugAwIBAgIUaXWIV5DprYY3GddQzxyuyi79zEYwCgYIKoZIzj0EAwIw
            DzENMAsGA1UEAwwEdGVzdDAgFw0yNjExMjkxNDE3MDJaGA8yMTI2MTEwNTE0MTcw
            MlowDzENMAsGA1UEAwwEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBHT
            PkXtSpPiW/V60HbWFzHRsLa1vmfVO5O/j5Nn7xMouFVXZZOKMzRZKZEAyYRVd0Zj
            t0R1MwZpYFN4SaYmyYKjUzBRMB0GA1UdDgQWBBSwT72YAmWF3uX+ok7l1bqPWQvh
            9zAfBgNVHSMEGDAWgBSwT72YAmWF3uX+ok7l1bqPWQvh9zAPBgNVHRMBAf8EBTAD
            AQH/MAoGCCqGSM49BAMCA0gAMEUCIB6uNvL6FIh8eHenaUVecVrN6piRteYb6dDU
            10nBS2iKAiEAyfX0asdSggkW4tn8oSoLObuW32hGIhnIrLTsGrD99Sg=
            -----END CERTIFICATE-----
            """;

    @Inject
    Edge edge;

    private final Path file = Path.of(ConfigProvider.getConfig().getValue("gatehouse.routes.file", String.class));
    private final String original = read();

    @AfterEach
    void putBack() {
        RoutesFolder.publish(file, original);
        reload();
    }

    /** A call with the machine's address in a network, as one from elsewhere has one. */
    @Test
    void onlyWhoIsOnTheMachineHasTheFileLoaded() throws IOException, InterruptedException {
        try (var elsewhere =
                HttpClient.newBuilder().localAddress(addressInANetwork()).build()) {
            var answer = elsewhere.send(reloadRequest(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
        }
        assertThat(reload().statusCode()).isEqualTo(200);
    }

    private static InetAddress addressInANetwork() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseGet(() -> abort("This machine is in no network"));
    }

    @Test
    void changedFileIsLoadedByItself() {
        assertThat(get(edge.port(), "/added/x").statusCode()).isEqualTo(404);

        RoutesFolder.publish(file, withAddedRoute());

        await(() -> get(edge.port(), "/added/x").statusCode() == 200);
    }

    @Test
    void fileWithMistakesChangesNothingAndIsTold() {
        RoutesFolder.publish(
                file,
                original + ADDED.replace("identity: none", "identity: perhaps").replace("leaving", "first"));
        double before = metric("gatehouse_gateway_routes_reloads_total{outcome=\"refused\"");

        var answer = reload();

        assertThat(answer.statusCode()).isEqualTo(422);
        var told = new JsonObject(answer.body());
        assertThat(told.getString("outcome")).isEqualTo("refused");
        assertThat(told.getJsonArray("mistakes")).hasSize(1).allMatch(mistake -> mistake.toString()
                .endsWith("'perhaps' is none of [none, optional, required]"));
        assertThat(get(edge.port(), "/open/x").statusCode()).isEqualTo(200);
        assertThat(get(edge.port(), "/added/x").statusCode()).isEqualTo(404);
        assertThat(listed().getBoolean("in_force")).isFalse();
        assertThat(metric("gatehouse_gateway_routes_in_force")).isZero();
        assertThat(metric("gatehouse_gateway_routes_reloads_total{outcome=\"refused\""))
                .isBetween(before, before + 1)
                .isPositive();

        putBack();

        assertThat(metric("gatehouse_gateway_routes_in_force")).isEqualTo(1);
        assertThat(listed().getJsonArray("mistakes")).isEmpty();
    }

    @Test
    void mistakesAreLoggedOnce() {
        try (var lines = LogLines.of(RouteReloader.class)) {
            RoutesFolder.publish(file, original + "nonsense: true\n");

            reload();
            reload();

            assertThat(lines.texts())
                    .singleElement(as(STRING))
                    .startsWith("The routes file is not used, those loaded before stay in force:")
                    .contains("unknown key 'nonsense'");
        }
    }

    @Test
    void routesInForceAreListed() {
        var listed = listed();

        assertThat(listed.getString("file")).isEqualTo(file.toString());
        assertThat(listed.getString("hash")).isEqualTo(RouteText.of(original).hash());
        assertThat(listed.getString("loaded_at")).endsWith("Z");
        var admins = route(listed, "admins");
        assertThat(admins.getJsonArray("roles")).containsExactly("admin", "auditor");
        assertThat(admins.getJsonObject("match").getJsonArray("paths")).containsExactly("/admins/**");
        assertThat(admins.getString("identity")).isEqualTo("required");
    }

    @Test
    void upstreamsAndLimitsAreListedUnderTheKeysOfTheFile() {
        var listed = listed();

        assertThat(listed.getJsonObject("policies").getJsonObject("planned")).isEqualTo(new JsonObject("""
                        {"quota": 2, "window": "1h", "burst": 2, "key": ["account"], "redis_failure": "local", "shadow": false, "lease": 0,
                         "plans": {"gold": {"quota": 5, "window": "1m", "burst": 5},
                                   "silver": {"quota": 3, "window": "1h", "burst": 3}}}"""));
        assertThat(listed.getJsonObject("refused").getJsonArray("limits"))
                .containsExactly(new JsonObject().put("policy", "refused").put("cost", 1));
        assertThat(route(listed, "limited-dear").getJsonArray("limits"))
                .containsExactly(new JsonObject().put("policy", "dear").put("cost", 6));
        var first = listed.getJsonObject("upstreams").getJsonObject("first");
        assertThat(first.getJsonArray("urls")).hasSize(1);
        first.remove("urls");
        assertThat(first).isEqualTo(new JsonObject("""
                {"protocol": "http1", "ca": null, "connections": 128, "streams": 4096, "waiting": 512, "max_wait": "2s", "connect_timeout": "1s",
                 "keep_alive": "30s", "read_timeout": "1m", "ejection": {"failures": 5, "time": "5s", "max_time": "2m", "statuses": [500, 502, 503, 504]}, "slow_start": "10s",
                 "check": null}"""));
        assertThat(route(listed, "big").getString("body_limit")).isEqualTo("5G");
        assertThat(route(listed, "big").getString("timeout")).isEqualTo("1m");
        assertThat(route(listed, "brief").getString("timeout")).isEqualTo("300ms");
    }

    @Test
    void instancesAreListedWithTheirHealth() {
        get(edge.port(), "/open/x");

        var instances = listed().getJsonObject("instances").getJsonArray("first");

        assertThat(instances).hasSize(1);
        var instance = instances.getJsonObject(0);
        assertThat(instance.getString("address")).matches("[^:]+:[0-9]+");
        assertThat(instance.getString("state")).isEqualTo("well");
        assertThat(instance.getInteger("failures")).isZero();
    }

    @Test
    void upstreamWithoutUsableCertificatesIsAMistakeUntilTheyCome(@TempDir Path folder) throws IOException {
        var certificates = Files.writeString(folder.resolve("ca.pem"), "not yet");
        RoutesFolder.publish(file, withAddedRoute().replace("leaving:\n", "leaving:\n    ca: " + certificates + "\n"));

        var answer = reload();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(answer.body()).getJsonArray("mistakes"))
                .singleElement(as(STRING))
                .endsWith("what '" + certificates + "' holds are no certificates");
        assertThat(get(edge.port(), "/open/x").statusCode()).isEqualTo(200);
        assertThat(get(edge.port(), "/added/x").statusCode()).isEqualTo(404);
        assertThat(metric("gatehouse_gateway_routes_in_force")).isZero();

        Files.writeString(certificates, CERTIFICATE);

        await(() -> get(edge.port(), "/added/x").statusCode() == 200);
        assertThat(listed().getJsonArray("mistakes")).isEmpty();
    }

    @Test
    void routesAreNotListedInPublic() {
        assertThat(get(edge.port(), "/routes").statusCode()).isEqualTo(404);
    }

    @Test
    void requestEndsAtTheServiceThatItBeganWith() throws IOException {
        var id = UUID.randomUUID();
        RoutesFolder.publish(file, withAddedRoute());
        reload();
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /added/wait?id=" + id + " HTTP/1.1", "Host: here");
            await(() -> get(edge.port(), "/open/fate?id=" + id).body().equals("waiting"));

            putBack();
            assertThat(get(edge.port(), "/added/x").statusCode()).isEqualTo(404);
            get(edge.port(), "/open/release?id=" + id);

            assertThat(client.read().body()).isEqualTo("released");
        }
    }

    @Test
    void hundredReloadsUnderLoadFailNoRequest() throws Exception {
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var clients = new ArrayList<Future<Integer>>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(client(over)));
            }
            try {
                for (int i = 1; i <= 100; i++) {
                    // The service that is under load gets other connections each time.
                    RoutesFolder.publish(
                            file, original.replaceFirst("first:\n", "first:\n    connections: " + (20 + i) + "\n"));
                    assertThat(new JsonObject(reload().body()).getString("outcome"))
                            .isNotEqualTo("refused");
                    assertThat(listed().getString("hash"))
                            .isEqualTo(RouteText.of(read()).hash());
                }
            } finally {
                over.set(true);
            }
            for (var client : clients) {
                assertThat(client.get()).isGreaterThan(100);
            }
        }
    }

    // One connection for all its requests: one that was closed would be a failure.
    private Callable<Integer> client(AtomicBoolean over) {
        return () -> {
            int answered = 0;
            try (var client = RawClient.connect(edge.port())) {
                while (!over.get()) {
                    var body = "x".repeat(1 + answered % 500);
                    var answer = client.send("POST /open/digest HTTP/1.1\r\nHost: here\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .read();
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.body()).startsWith(body.length() + " ");
                    answered++;
                }
            }
            return answered;
        };
    }

    private String withAddedRoute() {
        return original.replaceFirst("upstreams:\n", "upstreams:\n  leaving:\n    url: \\${TEST_NEXT_URL}\n") + ADDED;
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static HttpResponse<String> reload() {
        return GatewayApi.send(reloadRequest());
    }

    private static HttpRequest reloadRequest() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management() + "/routes/reload"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static JsonObject listed() {
        return new JsonObject(get(management(), "/routes").body());
    }

    private static JsonObject route(JsonObject listed, String id) {
        return listed.getJsonArray("routes").stream()
                .map(JsonObject.class::cast)
                .filter(route -> route.getString("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double metric(String name) {
        return get(management(), "/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
