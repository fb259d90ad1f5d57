package io.gatehouse.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a roll-out does all day: TERM to a process that is busy. Nobody who sent a request may notice. */
@ExtendWith(SharedGatehouse.class)
@Tag("resilience")
class GracefulEndTest {

    // As the shell counts: 128 and the number of TERM.
    private static final int ENDED_BY_TERM = 143;
    private static final int GOING_AWAY = 1001;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Gatehouse gatehouse;

    GracefulEndTest(Gatehouse gatehouse) {
        this.gatehouse = gatehouse;
    }

    @Test
    void gatewayFinishesWhatIsOnItsWayAfterReadinessHasTurned() throws Exception {
        try (var upstream = new SlowUpstream();
                var gateway = Replica.startGateway(
                        gatehouse,
                        Map.of("GATEHOUSE_ROUTES_FILE", upstream.routes().toString()))) {
            var answer = CLIENT.sendAsync(get(gateway.at("/slow")), BodyHandlers.ofString());
            upstream.awaitRequest();
            gateway.terminate();
            var ready = Eventually.ask(PATIENCE, gateway::ready, stillReady -> !stillReady);

            var late = CLIENT.send(get(gateway.at("/nowhere")), BodyHandlers.ofString());
            upstream.answer();

            assertThat(ready).isFalse();
            assertThat(late.statusCode())
                    .as("the port is open until the balancers have noticed")
                    .isEqualTo(404);
            assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body())
                    .isEqualTo("at last");
            assertThat(gateway.exitCode()).isEqualTo(ENDED_BY_TERM);
        }
    }

    @Test
    void streamsEndWithAWordSoThatTheirClientsComeBack() throws Exception {
        try (var service = new StreamService();
                var gateway = Replica.startGateway(
                        gatehouse,
                        Map.of("GATEHOUSE_ROUTES_FILE", service.routes().toString()))) {
            var sockets = new ArrayList<CompletableFuture<Integer>>();
            for (var opened = 0; opened < 20; opened++) {
                sockets.add(closeCode(gateway.at("/streams/socket")));
            }
            var events = CLIENT.send(
                    HttpRequest.newBuilder(gateway.at("/streams/events"))
                            .header("Accept", "text/event-stream")
                            .build(),
                    BodyHandlers.ofInputStream());
            gateway.terminate();

            assertThat(sockets.stream().map(CompletableFuture::join).distinct()).containsExactly(GOING_AWAY);
            assertThat(new String(events.body().readAllBytes(), StandardCharsets.UTF_8))
                    .as("whole, as far as it went")
                    .isEqualTo("data: first\n\n");
            assertThat(gateway.exitCode()).isEqualTo(ENDED_BY_TERM);
        }
    }

    @Test
    void authServiceFinishesEverySignUpThatWasSentWhileItWasReady() throws Exception {
        try (var auth = Replica.startAuthService(gatehouse, Map.of("GATEHOUSE_PASSWORD_MAX_WAIT", "20S"))) {
            var answers = new ArrayList<CompletableFuture<Integer>>();
            signUps(auth, 8, answers);
            auth.terminate();
            // A balancer goes on until it sees that readiness has turned.
            while (auth.ready()) {
                signUps(auth, 1, answers);
            }

            assertThat(answers.stream().map(CompletableFuture::join).distinct()).containsExactly(201);
            assertThat(auth.exitCode()).isEqualTo(ENDED_BY_TERM);
        }
    }

    @Test
    void serviceSendsItsCallersToOtherReplicasBeforeItEnds() throws Exception {
        try (var auth = Replica.startAuthService(gatehouse, Map.of())) {
            var before = CLIENT.send(get(auth.at("/.well-known/jwks.json")), BodyHandlers.discarding());
            auth.terminate();
            var ready = Eventually.ask(PATIENCE, auth::ready, stillReady -> !stillReady);
            var after = CLIENT.send(get(auth.at("/.well-known/jwks.json")), BodyHandlers.discarding());

            assertThat(ready).isFalse();
            assertThat(before.headers().allValues("Connection")).isEmpty();
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(after.headers().allValues("Connection")).containsExactly("close");
            assertThat(auth.exitCode()).isEqualTo(ENDED_BY_TERM);
        }
    }

    private static void signUps(Replica auth, int times, List<CompletableFuture<Integer>> answers) {
        for (var sent = 0; sent < times; sent++) {
            var body = "{\"email\":\"%s\",\"password\":\"%s\",\"display_name\":\"Ada\"}"
                    .formatted(Api.newEmail(), Api.PASSWORD);
            var request = HttpRequest.newBuilder(auth.at("/v1/auth/signup"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            answers.add(CLIENT.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode));
        }
    }

    // Of a socket that is open when this returns.
    private static CompletableFuture<Integer> closeCode(URI uri) {
        var code = new CompletableFuture<Integer>();
        CLIENT.newWebSocketBuilder()
                .buildAsync(URI.create(uri.toString().replace("http:", "ws:")), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket socket, int said, String reason) {
                        code.complete(said);
                        return null;
                    }

                    @Override
                    public void onError(WebSocket socket, Throwable failure) {
                        code.completeExceptionally(failure);
                    }
                })
                .join();
        return code.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    }

    /** A service that answers when the test says so. */
    private static final class SlowUpstream implements AutoCloseable {

        private final HttpServer server;
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch answered = new CountDownLatch(1);

        SlowUpstream() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/slow", exchange -> {
                asked.countDown();
                await(answered);
                var body = "at last".getBytes(StandardCharsets.US_ASCII);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        Path routes() throws IOException {
            return Files.writeString(SharedGatehouse.home("slow-routes.yaml"), """
                    upstreams:
                      slow:
                        url: http://127.0.0.1:%d
                    policies: {}
                    routes:
                      - id: slow
                        match:
                          paths: [/slow]
                          methods: [GET]
                        upstream: slow
                        identity: none
                    """.formatted(
                            server.getAddress().getPort()));
        }

        void awaitRequest() {
            await(asked);
        }

        void answer() {
            answered.countDown();
        }

        @Override
        public void close() {
            answer();
            server.stop(0);
        }

        private static void await(CountDownLatch latch) {
            try {
                if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nothing happened");
                }
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
