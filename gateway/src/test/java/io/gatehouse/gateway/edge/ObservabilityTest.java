package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.LogLines;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class ObservabilityTest {

    @Inject
    Edge edge;

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void probesAreUp(String probe) {
        var health = get(management(), "/q/health/" + probe);

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(health.body()).getString("status")).isEqualTo("UP");
    }

    @Test
    void readinessNamesWhatARequestNeeds() {
        var checks = new JsonObject(get(management(), "/q/health/ready").body()).getJsonArray("checks");

        assertThat(checks.stream().map(check -> ((JsonObject) check).getString("name")))
                .contains("verification-keys", "public port");
    }

    @Test
    void probesAndMetricsAreNotPublic() {
        assertThat(get(edge.port(), "/q/health/live").statusCode()).isEqualTo(404);
        assertThat(get(edge.port(), "/q/metrics").statusCode()).isEqualTo(404);
    }

    @Test
    void requestsAreMeasuredByRouteAndStatus() {
        get(edge.port(), "/limited/measured", new Token(Tokens.fresh()));
        get(edge.port(), "/down");

        // A request is counted when its response has gone out, which the client may see first.
        var down = "gatehouse_gateway_upstream_requests_total{outcome=\"service_unavailable\",upstream=\"down\"";

        assertThat(awaitMetric(down))
                .contains("gatehouse_gateway_requests_seconds_count{route=\"limited\",status=\"200\"")
                .contains(buckets(
                        "limited", "0.001", "0.002", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1.0",
                        "2.5", "5.0", "10.0", "+Inf"))
                .contains("gatehouse_gateway_upstream_requests_total{outcome=\"answered\",upstream=\"second\"")
                .contains(down)
                .contains(
                        "gatehouse_gateway_limits_decisions_total{mode=\"redis\",outcome=\"admitted\",policy=\"five-account\"")
                .contains("gatehouse_gateway_limits_redis_connections")
                .contains("gatehouse_jwks_age_seconds")
                .contains("gatehouse_tokens_remembered")
                .contains("gatehouse_gateway_requests_active{route=\"limited\"} 0.0");
    }

    @Test
    void offerOfAnotherProtocolIsCountedAsAnyOtherRequest() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.sendLines("GET /open/wait?id=offered HTTP/1.1", "Host: here", "Connection: Upgrade", "Upgrade: h2c");
            awaitMetric("gatehouse_gateway_overload_requests{upstream=\"first\"} 1.0");

            get(edge.port(), "/open/release?id=offered");

            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void oneLineTellsOfARequestAndNoSecretOfIt() {
        var token = Tokens.fresh();

        var line =
                accessLog("/guarded/logged", () -> get(edge.port(), "/guarded/logged?secret=hush", new Token(token)));
        var fields = line.getMdcCopy();

        assertThat(line.getMessage()).matches("GET /guarded/logged 200 \\d+ ms");
        assertThat(fields)
                .containsEntry("method", "GET")
                .containsEntry("path", "/guarded/logged")
                .containsEntry("route", "guarded")
                .containsEntry("status", "200")
                .containsEntry("outcome", "answered")
                .containsEntry("upstream", "first")
                .containsEntry("attempts", "1")
                .containsEntry("client", "127.0.0.1")
                .containsEntry("bytes_in", "0")
                .containsEntry("protocol", "http/1.1")
                .containsOnlyKeys(
                        "request_id",
                        "method",
                        "path",
                        "route",
                        "status",
                        "outcome",
                        "duration_ms",
                        "protocol",
                        "bytes_in",
                        "bytes_out",
                        "client",
                        "account",
                        "client_id",
                        "upstream",
                        "instance",
                        "attempts");
        assertThat(fields.get("request_id")).hasSize(36);
        assertThat(fields.get("instance")).matches("[a-z0-9.]+:\\d+");
        assertThat(Integer.parseInt(fields.get("bytes_out"))).isPositive();
        assertThat(line.getMessage() + fields).doesNotContain("hush", token);
    }

    @Test
    void lineOfARefusalTellsItsCode() {
        var fields = accessLog("/guarded/refused", () -> get(edge.port(), "/guarded/refused"))
                .getMdcCopy();

        assertThat(fields)
                .containsEntry("status", "401")
                .containsEntry("outcome", "invalid_token")
                .doesNotContainKeys("account", "client_id", "upstream", "instance", "attempts", "trace_id");
    }

    @Test
    void clientThatLeavesIsNotCountedAsAnswered() {
        var fields = accessLog("/open/left/hang", () -> {
                    try (var client = RawClient.connect(edge.port())) {
                        client.sendLines("GET /open/left/hang?id=left HTTP/1.1", "Host: here");
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                })
                .getMdcCopy();

        assertThat(fields)
                .containsEntry("status", "499")
                .containsEntry("outcome", "client_left")
                .containsEntry("bytes_out", "0");
    }

    @Test
    void whatMayHappenIsCountedFromTheStart() {
        assertThat(get(management(), "/q/metrics").body())
                .contains("gatehouse_gateway_upstream_retries_total{reason=\"stale\",upstream=\"down\"")
                .contains("gatehouse_gateway_upstream_retries_total{reason=\"503\",upstream=\"down\"")
                .contains("gatehouse_gateway_routes_reloads_total{outcome=\"refused\"")
                .contains("gatehouse_tokens_lookups_total{result=\"hit\"");
    }

    @Test
    void oneLineTellsWhyAServiceDidNotAnswer() {
        var url = ConfigProvider.getConfig().getValue("TEST_DOWN_URL", String.class);
        try (var lines = LogLines.of(UpstreamFailures.class)) {
            var first = get(edge.port(), "/gone").headers().firstValue("x-request-id");
            get(edge.port(), "/gone");

            assertThat(lines.texts())
                    .singleElement(as(STRING))
                    .startsWith("service_unavailable of gone at " + url + " on route gone: ")
                    // Each transport puts it its own way.
                    .contains("Connection refused")
                    .contains("(request " + first.orElseThrow() + ", 0 more")
                    .doesNotContain("\n");
        }
    }

    private static String awaitMetric(String line) {
        await(() -> get(management(), "/q/metrics").body().contains(line));
        return get(management(), "/q/metrics").body();
    }

    private static List<String> buckets(String route, String... upTo) {
        return Stream.of(upTo)
                .map(bound -> "gatehouse_gateway_requests_seconds_bucket{route=\"" + route + "\",status=\"200\",le=\""
                        + bound + "\"")
                .toList();
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }

    /** The line of a request for this path. */
    private static ExtLogRecord accessLog(String path, Runnable request) {
        try (var lines = LogLines.ofRequests(path)) {
            request.run();
            return lines.next();
        }
    }
}
