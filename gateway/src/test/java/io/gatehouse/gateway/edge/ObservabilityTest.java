package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;
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
                .contains("gatehouse_gateway_requests_active");
    }

    @Test
    void oneLineTellsOfARequestAndNoSecretOfIt() throws InterruptedException {
        var token = Tokens.fresh();
        var lines = new Lines();
        var log = Logger.getLogger("io.gatehouse.access");
        log.addHandler(lines);
        try {
            get(edge.port(), "/guarded/logged?secret=hush", new Token(token));

            // It is written when the response has gone out, which the client may see first.
            assertThat(lines.texts.poll(10, TimeUnit.SECONDS))
                    .matches("GET /guarded/logged 200 \\d+ ms")
                    .doesNotContain("hush", token);
        } finally {
            log.removeHandler(lines);
        }
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
                    .startsWith("service_unavailable of gone at " + url + " on route gone: Connection refused")
                    .contains("(request " + first.orElseThrow() + ", 0 more")
                    .doesNotContain("\n");
        } finally {
            log.removeHandler(lines);
        }
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
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
