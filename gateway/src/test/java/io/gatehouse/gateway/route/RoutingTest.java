package io.gatehouse.gateway.route;

import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashSet;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class RoutingTest {

    private static final int KEPT_BYTES = 64 << 10;

    @Inject
    Edge edge;

    @ParameterizedTest
    @CsvSource({
        "/v2/rewritten/a%20b/c?x=/v2, /inner/a%20b/c?x=/v2",
        "/v2/rewritten/, /inner/",
        "/v2/one/7?q, /things/7/part?q"
    })
    void serviceIsAskedForTheRewrittenPath(String path, String seen) {
        assertThat(echoed(get(edge.port(), path).body()).getString("uri")).isEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/rewritten/../x", "/v2/rewritten/%2e%2e/x", "/v2/one/a%2fb", "/v2/rewritten//other/x"})
    void rewriteDoesNotLeaveItsPlace(String path) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            assertThat(client.sendLines("GET " + path + " HTTP/1.1", "Host: here")
                            .read()
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void hostAndHeaderChooseTheService() throws IOException {
        assertThat(service("/hosted", "Host: api.example.com")).isEqualTo("first");
        assertThat(service("/hosted", "Host: api.example.com", "X-Canary: 1")).isEqualTo("next");
        assertThat(service("/hosted", "Host: api.example.com", "X-Canary: 2")).isEqualTo("first");
        assertThat(service("/hosted", "Host: shop.example.org:8080")).isEqualTo("next");
    }

    @Test
    void accountStaysWithItsVersion() throws IOException {
        var versions = new HashSet<String>();
        for (int account = 0; account < 20; account++) {
            var token = "Authorization: Bearer " + Tokens.of(UUID.randomUUID().toString());
            var first = service("/canary/x", "Host: here", token);
            versions.add(first);
            for (int i = 0; i < 3; i++) {
                assertThat(service("/canary/x", "Host: here", token)).isEqualTo(first);
            }
        }

        assertThat(versions).containsExactlyInAnyOrder("first", "next");
    }

    @Test
    void addressWithoutAccountStaysWithItsVersion() throws IOException {
        var versions = new HashSet<String>();
        for (int host = 10; host < 40; host++) {
            var first = serviceFor("127.0.0." + host);
            versions.add(first);
            assertThat(serviceFor("127.0.0." + host)).isEqualTo(first);
        }

        assertThat(versions).containsExactlyInAnyOrder("first", "next");
    }

    @Test
    void mirrorGetsACopyOfTheRequest() throws IOException {
        var id = UUID.randomUUID();

        var answer = post("/mirrored/x?id=" + id, "a body");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(hostOf(answer)).isEqualTo("first");
        assertThat(echoed(answer.body()).getJsonObject("headers").getMap()).doesNotContainKey("x-gatehouse-mirror");
        assertThat(mirrored(id)).isEqualTo("POST /mirrored/x?id=" + id + " a body");
    }

    @Test
    void requestWithoutBodyIsMirrored() {
        var id = UUID.randomUUID();

        get(edge.port(), "/mirrored/x?id=" + id, new Token(Tokens.fresh()));

        assertThat(mirrored(id)).isEqualTo("GET /mirrored/x?id=" + id + " ");
    }

    @Test
    void largeBodyIsNotMirrored() throws IOException {
        double before = abandoned();

        var answer = post("/mirrored/digest", "x".repeat(KEPT_BYTES + 1));

        assertThat(answer.body()).startsWith(KEPT_BYTES + 1 + " ");
        assertThat(abandoned()).isEqualTo(before + 1);
    }

    @Test
    void mirrorThatIsDownIsNotNoticed() throws IOException {
        assertThat(post("/mirrored-down/x", "a body").status()).isEqualTo(200);
    }

    private String mirrored(UUID id) {
        await(() -> !copy(id).equals("none"));
        return copy(id);
    }

    private String copy(UUID id) {
        return get(edge.port(), "/open/fate?id=mirrored-" + id).body();
    }

    private static double abandoned() {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return get(port, "/q/metrics")
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("gatehouse_gateway_mirrored_total{outcome=\"abandoned\",upstream=\"next\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private RawClient.Answer post(String path, String body) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            return client.send("POST " + path + " HTTP/1.1\r\nHost: here\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body)
                    .read();
        }
    }

    private String service(String path, String... headers) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            return ask(client, path, headers);
        }
    }

    private String serviceFor(String address) throws IOException {
        try (var client = RawClient.connect(address, edge.port())) {
            return ask(client, "/canary/x", "Host: here");
        }
    }

    private static String ask(RawClient client, String path, String... headers) throws IOException {
        return hostOf(client.sendLines("GET " + path + " HTTP/1.1", String.join("\r\n", headers))
                .read());
    }

    private static String hostOf(RawClient.Answer answer) {
        var next = ConfigProvider.getConfig().getValue("TEST_NEXT_URL", String.class);
        var host = echoed(answer.body()).getJsonObject("headers").getString("host");
        return next.endsWith(host) ? "next" : "first";
    }

    private static JsonObject echoed(String body) {
        return new JsonObject(body);
    }
}
