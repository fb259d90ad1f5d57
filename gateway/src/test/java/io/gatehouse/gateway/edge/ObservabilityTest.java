package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.ExtHandler;
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
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        var metrics = get(management(), "/q/metrics").body();
        while (!metrics.contains(down) && System.nanoTime() < deadline) {
            metrics = get(management(), "/q/metrics").body();
        }

        assertThat(metrics)
                .contains("gatehouse_gateway_requests_seconds_count{route=\"limited\",status=\"200\"")
                .contains("gatehouse_gateway_requests_seconds_bucket{route=\"limited\",status=\"200\",le=\"0.005\"")
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
    void oneLineTellsOfARequestAndNoSecretOfIt() throws InterruptedException {
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
    void lineOfARefusalTellsItsCode() throws InterruptedException {
        var fields = accessLog("/guarded/refused", () -> get(edge.port(), "/guarded/refused"))
                .getMdcCopy();

        assertThat(fields)
                .containsEntry("status", "401")
                .containsEntry("outcome", "invalid_token")
                .doesNotContainKeys("account", "client_id", "upstream", "instance", "attempts", "trace_id");
    }

    @Test
    void clientThatLeavesIsNotCountedAsAnswered() throws InterruptedException {
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
        var lines = new Lines();
        var log = Logger.getLogger(UpstreamFailures.class.getName());
        log.addHandler(lines);
        try {
            var first = get(edge.port(), "/gone").headers().firstValue("x-request-id");
            get(edge.port(), "/gone");

            assertThat(lines.texts).hasSize(1);
            assertThat(lines.texts.element())
                    .startsWith("service_unavailable of gone at " + url + " on route gone: ")
                    // Each transport puts it its own way.
                    .contains("Connection refused")
                    .contains("(request " + first.orElseThrow() + ", 0 more")
                    .doesNotContain("\n");
        } finally {
            log.removeHandler(lines);
        }
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }

    /** The line of a request for this path. */
    private static ExtLogRecord accessLog(String path, Runnable request) throws InterruptedException {
        var lines = new LinkedBlockingQueue<ExtLogRecord>();
        var handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                if (path.equals(line.getMdc("path"))) {
                    lines.add(line);
                }
            }
        };
        var log = Logger.getLogger("io.gatehouse.access");
        log.addHandler(handler);
        try {
            request.run();
            // It is written when the response has gone out, which the client may see first.
            return lines.poll(10, TimeUnit.SECONDS);
        } finally {
            log.removeHandler(handler);
        }
    }

    private static final class Lines extends Handler {
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

        @Override
        public void publish(LogRecord line) {
            texts.add(
                    line.getParameters() == null
                            ? line.getMessage()
                            : String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
