package io.gatehouse.kit.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceClientTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** More than there may be connections. */
    private static final int MANY = 3 * ServiceClient.MOST_CONNECTIONS;

    private final Vertx vertx = Vertx.vertx();
    private volatile boolean silent;
    private volatile boolean issuerIsSilent;
    private HttpServer server;
    private ServiceTokens tokens;
    private ServiceClient client;

    @BeforeEach
    void start() throws Exception {
        server = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(this::answer)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
        var root = URI.create("http://localhost:" + server.actualPort());
        tokens = new ServiceTokens(
                vertx.getDelegate(),
                root.resolve("/token"),
                new ClientCredentials("test", "secret"),
                Clock.systemUTC());
        client = new ServiceClient(vertx.getDelegate(), root, tokens);
        assertThat(client.get("/", PATIENCE).await().atMost(PATIENCE)).isNotNull();
    }

    @AfterEach
    void stop() {
        client.close();
        tokens.close();
        vertx.closeAndAwait();
    }

    @Test
    void whoeverWaitedInVainKeepsNoConnection() {
        silent = true;
        allFail(number -> client.get("/" + number, SHORT));

        silent = false;
        allAnswered();
    }

    @Test
    void whoeverWaitedForLongAnswersInVainKeepsNoConnection() {
        silent = true;
        allFail(number -> client.open("/" + number, SHORT));

        silent = false;
        allAnswered();
    }

    @Test
    void waitingForATokenIsPartOfTheTime() {
        issuerIsSilent = true;
        tokens.discard("a");
        var began = System.nanoTime();

        allFail(number -> client.get("/" + number, SHORT));

        // The issuer itself is given two seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        issuerIsSilent = false;
        // The question that all of them shared may still be waiting.
        assertThat(client.get("/", PATIENCE)
                        .onFailure()
                        .retry()
                        .atMost(1)
                        .await()
                        .atMost(PATIENCE))
                .isEqualTo(Buffer.buffer("{}"));
    }

    @Test
    void longAnswersThatAreDroppedMakeRoom() {
        var open = IntStream.range(0, ServiceClient.MOST_CONNECTIONS)
                .mapToObj(number -> client.open("/long", PATIENCE).await().atMost(PATIENCE))
                .toList();
        allFail(number -> client.open("/" + number, SHORT));

        open.forEach(OpenAnswer::drop);
        allAnswered();
    }

    private void allFail(Function<Integer, Uni<?>> call) {
        var failed = IntStream.range(0, MANY)
                .mapToObj(number -> call.apply(number)
                        .map(answer -> false)
                        .onFailure(TimeoutException.class)
                        .recoverWithItem(true)
                        .subscribeAsCompletionStage())
                .toList();
        assertThat(failed)
                .allSatisfy(one -> assertThat(one.get(20, TimeUnit.SECONDS)).isTrue());
    }

    private void allAnswered() {
        for (var number = 0; number < MANY; number++) {
            assertThat(client.get("/" + number, PATIENCE).await().atMost(PATIENCE))
                    .isEqualTo(Buffer.buffer("{}"));
        }
    }

    private void answer(HttpServerRequest request) {
        if ("/token".equals(request.path())) {
            if (issuerIsSilent) {
                return;
            }
            request.response()
                    .end(new JsonObject()
                            .put("access_token", "a")
                            .put("expires_in", 900)
                            .encode());
        } else if ("/long".equals(request.path())) {
            request.response().setChunked(true).write("{");
        } else if (!silent) {
            request.response().end("{}");
        }
    }
}
