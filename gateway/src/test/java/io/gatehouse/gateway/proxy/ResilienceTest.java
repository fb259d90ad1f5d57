package io.gatehouse.gateway.proxy;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.upstream.FakeInstance;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests when instances fail. */
class ResilienceTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String QUICK = ", slow_start: 0s, ejection: {failures: 3, time: 200ms, max_time: 400ms}";
    private static final String NEVER_EJECTED = ", ejection: {failures: 1000000}";

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
    void killedInstanceCostsNoGet() throws Exception {
        try (var third = FakeInstance.start(VERTX);
                var proxied = ProxiedUpstream.of(VERTX, QUICK, "", one, other, third)) {
            var sent = new AtomicInteger();
            var statuses = inParallel(8, 150, () -> {
                if (sent.incrementAndGet() == 400) {
                    third.die();
                }
                return proxied.get().statusCode();
            });

            assertThat(statuses).containsOnly(200).hasSize(1200);
            assertThat(third.calls()).isPositive();
            third.revive();
            int before = third.calls();
            proxied.getUntil(() -> third.calls() > before + 5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void instanceThatCannotAnswerIsLeftOutAndComesBack(int status) {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, "", one, other)) {
            other.answersWith(status);
            proxied.getUntil(() -> proxied.count("ejections") == 1);
            assertThat(proxied.gauge("instances.available")).isEqualTo(1);
            assertThat(proxied.count("retries", "reason", Integer.toString(status)))
                    .isGreaterThanOrEqualTo(3);

            other.isWell();
            int before = other.calls();
            proxied.getUntil(() -> other.calls() > before + 5);

            assertThat(proxied.gauge("instances.available")).isEqualTo(2);
            assertThat(proxied.count("ejections")).isEqualTo(1);
        }
    }

    @Test
    void instanceThatAnswersWithErrorsIsLeftOutAndComesBack() {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, "", one, other)) {
            other.answersWith(500);
            await(() -> {
                assertThat(proxied.get().statusCode()).isIn(200, 500);
                return proxied.count("ejections") == 1;
            });

            other.isWell();
            int before = other.calls();
            await(() -> {
                assertThat(proxied.get().statusCode()).isEqualTo(200);
                return other.calls() > before + 5;
            });
        }
    }

    @Test
    void errorsCloseNoServiceToOthers() {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, "", one)) {
            one.answersWith(500);
            for (int i = 0; i < 20; i++) {
                assertThat(proxied.get().statusCode()).isEqualTo(500);
            }

            one.isWell();

            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void upstreamDecidesWhichStatusesAreFailures() {
        var settings = ", slow_start: 0s, ejection: {failures: 3, time: 1h, max_time: 1h, statuses: [507]}";
        try (var proxied = ProxiedUpstream.of(VERTX, settings, "", one, other)) {
            other.answersWith(502);
            IntStream.range(0, 40).forEach(_ -> proxied.get());
            assertThat(proxied.count("ejections")).isZero();

            other.answersWith(507);
            await(() -> {
                proxied.get();
                return proxied.count("ejections") == 1;
            });
        }
    }

    @Test
    void instanceThatHangsIsLeftOut() {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, ", timeout: 300ms", one, other)) {
            other.hangs();
            await(() -> {
                assertThat(proxied.get().statusCode()).isIn(200, 504);
                return proxied.count("ejections") == 1;
            });

            assertThat(proxied.gauge("instances.available")).isEqualTo(1);
        }
    }

    @Test
    void serviceThatSaysWhenToReturnIsNeitherAskedAgainNorLeftOut() {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, "", one, other)) {
            one.answersWith(503, "Retry-After", "7");
            other.answersWith(503, "Retry-After", "7");

            for (int i = 0; i < 20; i++) {
                var answer = proxied.get();
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
            }

            assertThat(one.calls() + other.calls()).isEqualTo(20);
            assertThat(proxied.gauge("instances.available")).isEqualTo(2);
        }
    }

    @Test
    void retriesOfAServiceThatFailsStayWithinTheBudget() throws Exception {
        try (var proxied = ProxiedUpstream.of(VERTX, NEVER_EJECTED, "", one, other)) {
            one.answersWith(502);
            other.resets();
            long began = System.nanoTime();

            var statuses = inParallel(10, 50, () -> proxied.get().statusCode());

            assertThat(statuses).containsOnly(502).hasSize(500);
            long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
            assertThat(one.calls() + other.calls()).isBetween(550, 500 + 50 + 50 + (int) (3 * seconds));
            assertThat(proxied.count("retries.refused")).isPositive();
        }
    }

    @Test
    void requestWithEffectsIsSentOnce() {
        try (var proxied = ProxiedUpstream.of(VERTX, NEVER_EJECTED, "", one, other)) {
            one.answersWith(503);
            other.resets();

            for (int i = 0; i < 20; i++) {
                assertThat(post(proxied, "body " + i).statusCode()).isIn(502, 503);
                assertThat(post(proxied, "", "Idempotency-Key", "key " + i).statusCode())
                        .isIn(502, 503);
            }

            assertThat(one.calls() + other.calls()).isEqualTo(40);
        }
    }

    @Test
    void keyedRequestIsSentAgainWholeWhereItsRouteAllows() {
        try (var proxied = ProxiedUpstream.of(VERTX, NEVER_EJECTED, ", retries: {keyed: true}", one, other)) {
            one.resets();
            for (int i = 0; i < 10; i++) {
                assertThat(post(proxied, "body " + i, "Idempotency-Key", "key " + i)
                                .statusCode())
                        .isEqualTo(200);
            }

            assertThat(one.calls()).isPositive();
            assertThat(other.bodies())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 10).mapToObj(i -> "body " + i).toList());
        }
    }

    @Test
    void requestWithEffectsFindsAnotherInstanceWhenOneIsGone() {
        try (var proxied = ProxiedUpstream.of(VERTX, NEVER_EJECTED, "", one, other)) {
            one.die();

            for (int i = 0; i < 20; i++) {
                assertThat(post(proxied, "body " + i).statusCode()).isEqualTo(200);
            }

            assertThat(other.bodies()).hasSize(20);
            assertThat(proxied.count("retries", "reason", "connect")).isPositive();
            one.revive();
        }
    }

    @Test
    void routeDecidesWhatIsSentAgain() {
        try (var proxied = ProxiedUpstream.of(VERTX, NEVER_EJECTED, ", retries: {attempts: 1, on: [502]}", one)) {
            one.answersWith(502);
            proxied.get();
            assertThat(one.calls()).isEqualTo(2);

            one.answersWith(503);
            proxied.get();
            assertThat(one.calls()).isEqualTo(3);
        }
    }

    @Test
    void circuitOpensWhenNoInstanceAnswersAndClosesSoonAfterOneDoes() {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, ", retries: {attempts: 0}", one, other)) {
            one.answersWith(502);
            other.answersWith(502);
            await(() -> proxied.get().statusCode() == 503);
            assertThat(proxied.gauge("open")).isEqualTo(1);
            assertThat(proxied.gauge("instances.available")).isZero();
            int before = one.calls() + other.calls();

            for (int i = 0; i < 50; i++) {
                var answer = proxied.get();
                assertThat(answer.statusCode()).isIn(502, 503);
                assertThat(answer.headers().firstValue("Retry-After"))
                        .isEqualTo(answer.statusCode() == 503 ? Optional.of("1") : Optional.empty());
            }
            assertThat(one.calls() + other.calls()).isLessThan(before + 10);
            one.isWell();
            long wellSince = System.nanoTime();
            await(() -> proxied.get().statusCode() == 200);

            assertThat(Duration.ofNanos(System.nanoTime() - wellSince)).isLessThan(Duration.ofSeconds(5));
            assertThat(proxied.gauge("open")).isZero();
        }
    }

    @Test
    void singleInstanceIsNeverLeftOutButItsCircuitOpens() {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, ", retries: {attempts: 0}", one)) {
            one.die();
            await(() -> {
                assertThat(proxied.get().statusCode()).isEqualTo(503);
                return proxied.gauge("open") == 1;
            });
            assertThat(proxied.count("ejections")).isZero();

            one.revive();

            await(() -> proxied.get().statusCode() == 200);
            assertThat(proxied.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void waitForAConnectionIsBounded() throws Exception {
        try (var proxied = new ProxiedUpstream(
                VERTX,
                "url: '" + one.url() + "', connections: 1, waiting: 1, max_wait: 300ms, connect_timeout: 100ms",
                ", timeout: 2s",
                1,
                null)) {
            one.hangs();
            var statuses = inParallel(3, 1, () -> {
                long began = System.nanoTime();
                int status = proxied.get().statusCode();
                return status
                        + (System.nanoTime() - began < Duration.ofMillis(1_200).toNanos() ? " soon" : " late");
            });

            assertThat(statuses).containsExactlyInAnyOrder("503 soon", "503 soon", "504 late");
            assertThat(proxied.gauge("instances.available")).isEqualTo(1);
        }
    }

    @Test
    void instanceThatCannotBeConnectedToIsKnownEvenIfNoRequestHasTheTimeToFindOut() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var _ = new Socket(full.getInetAddress(), full.getLocalPort());
                var _ = new Socket(full.getInetAddress(), full.getLocalPort());
                var proxied = new ProxiedUpstream(
                        VERTX,
                        "url: 'http://127.0.0.1:" + full.getLocalPort() + "', connect_timeout: 300ms" + QUICK,
                        ", timeout: 50ms",
                        1,
                        null)) {
            await(() -> {
                assertThat(proxied.get().statusCode()).isIn(503, 504);
                return proxied.gauge("open") == 1;
            });

            assertThat(proxied.count("retries", "reason", "connect")).isZero();
        }
    }

    @Test
    void bodyThatIsNotFinishedByTheClientSaysNothingAboutTheInstance() throws Exception {
        try (var proxied = ProxiedUpstream.of(VERTX, QUICK, ", timeout: 20ms", one)) {
            for (int i = 0; i < 5; i++) {
                try (var client = RawClient.connect(proxied.port())) {
                    client.sendLines("POST /thing HTTP/1.1", "Host: here", "Content-Length: 10")
                            .send("half");
                    assertThat(client.read().status()).isEqualTo(408);
                }
            }

            assertThat(proxied.gauge("open")).isZero();
        }
    }

    private static HttpResponse<String> post(ProxiedUpstream proxied, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxied.port() + "/thing"))
                .POST(BodyPublishers.ofString(body));
        return GatewayApi.send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    private static <T> List<T> inParallel(int threads, int times, Callable<T> action)
            throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var results = new ArrayList<T>();
            for (var result : executor.invokeAll(Collections.nCopies(threads * times, action))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
