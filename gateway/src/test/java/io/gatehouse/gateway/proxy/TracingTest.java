package io.gatehouse.gateway.proxy;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.trace.CollectedSpans;
import io.gatehouse.gateway.upstream.FakeInstance;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The spans of attempts, and what services hear of them. */
class TracingTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CLIENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String NEVER_EJECTED = ", ejection: {failures: 1000000}";

    private final CollectedSpans spans = new CollectedSpans();
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private FakeInstance one;
    private FakeInstance other;

    @BeforeEach
    void start() {
        one = FakeInstance.start(VERTX);
        other = FakeInstance.start(VERTX);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void servicesSpanIsAChildOfTheAttempts() throws InterruptedException {
        one.does(request -> {
            received.add(request.headers().getAll("traceparent") + " "
                    + request.headers().getAll("tracestate"));
            request.response().end();
        });
        try (var proxied = traced("", one)) {
            GatewayApi.get(proxied.port(), "/thing", "traceparent", CLIENT, "tracestate", "vendor=1");
            var attempt = ended(1).getFirst();

            assertThat(received.take()).isEqualTo("[00-" + TRACE + "-" + attempt.getSpanId() + "-01] [vendor=1]");
            assertThat(attempt.getTraceId()).isEqualTo(TRACE);
            assertThat(attempt.getParentSpanId()).isNotEqualTo("b7ad6b7169203331");
            assertThat(attempt.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(attempt.getName()).isEqualTo("GET things");
            assertThat(attempt.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
            assertThat(text(attempt, "gatehouse.upstream")).isEqualTo("things");
            assertThat(number(attempt, "server.port")).isEqualTo(one.port());
            assertThat(number(attempt, "http.response.status_code")).isEqualTo(200);
        }
    }

    @Test
    void everyAttemptHasItsSpan() {
        one.answersWith(502);
        other.answersWith(502);
        try (var proxied = traced(NEVER_EJECTED, one, other)) {
            assertThat(proxied.get().statusCode()).isEqualTo(502);
            var attempts = ended(3);

            assertThat(attempts)
                    .extracting(SpanData::getParentSpanId)
                    .containsOnly(attempts.getFirst().getParentSpanId());
            assertThat(attempts)
                    .extracting(attempt -> text(attempt, "error.type"))
                    .containsOnly("502");
            assertThat(attempts)
                    .extracting(attempt -> number(attempt, "http.request.resend_count"))
                    .containsExactly(null, 1L, 2L);
        }
    }

    @Test
    void attemptWithoutAConnectionHasASpan() {
        one.die();
        try (var proxied = traced("", one)) {
            assertThat(proxied.get().statusCode()).isEqualTo(503);

            assertThat(ended(1).getFirst().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(text(ended(1).getFirst(), "error.type")).isEqualTo("connect");
        } finally {
            one.revive();
        }
    }

    @Test
    void attemptThatTookTooLongSaysSo() {
        one.hangs();
        try (var proxied = ProxiedUpstream.of(VERTX, "", ", timeout: 100ms", one)) {
            proxied.traces = spans.traces();
            assertThat(proxied.get().statusCode()).isEqualTo(504);

            assertThat(text(ended(1).getFirst(), "error.type")).isEqualTo("timeout");
        }
    }

    private ProxiedUpstream traced(String settings, FakeInstance... instances) {
        var proxied = ProxiedUpstream.of(VERTX, settings, "", instances);
        proxied.traces = spans.traces();
        return proxied;
    }

    // A span may end after the client has its answer.
    private List<SpanData> ended(int least) {
        await(() -> spans.ended().size() >= least);
        return spans.ended();
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }

    private static Long number(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.longKey(attribute));
    }
}
