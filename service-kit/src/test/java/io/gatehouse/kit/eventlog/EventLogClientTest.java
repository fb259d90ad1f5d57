package io.gatehouse.kit.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.EventPage;
import io.gatehouse.kit.client.ClientCredentials;
import io.gatehouse.kit.client.ServiceTokens;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client and its tokens against an issuer that does what each test says. */
class EventLogClientTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String PAGE = """
            {"items":[{"specversion":"1.0","id":"0198c0de-0000-7000-8000-000000000001","source":"/auth",
              "type":"account.created.v1","subject":"0198c0de-0000-7000-8000-00000000000a",
              "time":"2026-01-02T03:04:05.678901Z","position":42,"traceparent":"new",
              "data":{"account_id":"0198c0de-0000-7000-8000-00000000000a","display_name":"Ada","locale":"en"}}],
             "next_after":42,"head":99}""";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Clock clock = new MovableClock();

    private HttpServer server;
    private ServiceTokens tokens;
    private EventLogClient log;
    private volatile String accepted = "Bearer t1";
    private volatile int status = 200;
    private volatile String body = PAGE;
    private volatile boolean answers = true;
    private volatile int tokenStatus = 200;
    private int issued;

    @BeforeEach
    void start() {
        server = done(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
        var issuer = URI.create("http://127.0.0.1:" + server.actualPort());
        tokens = new ServiceTokens(
                vertx, issuer.resolve("/oauth2/token"), new ClientCredentials("a client", "s:crét+"), clock);
        log = new EventLogClient(vertx, issuer, tokens);
    }

    @AfterEach
    void end() {
        done(vertx.close());
    }

    @Test
    void pageIsReadWithWhatIsNewInItPassedOver() {
        var page = read(41, Duration.ZERO);

        assertThat(page.nextAfter()).isEqualTo(42);
        var event = page.items().getFirst();
        assertThat(event.position()).isEqualTo(42);
        assertThat(event.time()).isEqualTo("2026-01-02T03:04:05.678901Z");
        assertThat(EventHandler.dataOf(event, AccountCreated.class))
                .isEqualTo(new AccountCreated(UUID.fromString("0198c0de-0000-7000-8000-00000000000a"), "Ada"));
        assertThat(requests).containsExactly("POST /oauth2/token", "GET /internal/v1/events?after=41&limit=100&wait=0");
    }

    @Test
    void tokenServesUntilShortlyBeforeItExpires() {
        read(0, Duration.ZERO);
        pass(Duration.ofSeconds(839));
        read(0, Duration.ZERO);
        assertThat(issued).isEqualTo(1);

        pass(Duration.ofSeconds(2));
        accepted = "Bearer t2";
        read(0, Duration.ZERO);

        assertThat(issued).isEqualTo(2);
    }

    @Test
    void manyAtOnceShareOneRequestForTheToken() {
        var reads =
                IntStream.range(0, 50).mapToObj(i -> log.read(0, Duration.ZERO)).toList();

        Uni.join().all(reads).andFailFast().await().atMost(SOON);

        assertThat(issued).isEqualTo(1);
    }

    @Test
    void refusedTokenIsReplacedOnce() {
        read(0, Duration.ZERO);
        accepted = "Bearer t2";

        assertThat(read(0, Duration.ZERO).items()).hasSize(1);
        assertThat(issued).isEqualTo(2);
    }

    @Test
    void refusalOfAFreshTokenIsFinal() {
        accepted = "none";

        assertThatThrownBy(() -> read(0, Duration.ZERO)).hasRootCauseInstanceOf(IOException.class);
        assertThat(issued).isEqualTo(2);
        assertThat(requests).hasSize(4);
    }

    @Test
    void failureToGetATokenIsNotRemembered() {
        tokenStatus = 503;
        assertThatThrownBy(() -> read(0, Duration.ZERO)).hasRootCauseInstanceOf(IOException.class);

        tokenStatus = 200;
        accepted = "Bearer t2";
        assertThat(read(0, Duration.ZERO).items()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 403, 404, 500, 503})
    void whatIsNoPageIsAFailure(int refusal) {
        status = refusal;

        assertThatThrownBy(() -> read(0, Duration.ZERO)).hasRootCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"items\":[{\"position\":\"x\"}],\"next_after\":1}",
                "{\"items\":null,\"next_after\":1}",
                "{\"items\":[null],\"next_after\":1}"
            })
    void whatCannotBeReadIsAFailure(String nonsense) {
        body = nonsense;

        assertThatThrownBy(() -> read(0, Duration.ZERO)).isInstanceOf(Exception.class);
    }

    @Test
    void noAnswerIsNotWaitedForMuchLongerThanAskedFor() {
        read(0, Duration.ZERO);
        answers = false;
        var begin = System.nanoTime();

        assertThatThrownBy(() -> read(0, Duration.ofSeconds(1))).isInstanceOf(TimeoutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(6));
    }

    private EventPage read(long after, Duration wait) {
        return log.read(after, wait).await().atMost(SOON);
    }

    private void answer(HttpServerRequest request) {
        requests.add(request.method() + " " + request.uri());
        if (request.path().equals("/oauth2/token")) {
            issue(request);
        } else if (!answers) {
            request.response().exceptionHandler(broken -> {});
        } else if (!accepted.equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
        } else {
            request.response().setStatusCode(status).end(status == 200 ? body : "");
        }
    }

    private void issue(HttpServerRequest request) {
        // "a+client:s%3Acr%C3%A9t%2B": each part form-encoded, so that the colon can only be the one between them
        assertThat(request.getHeader("Authorization")).isEqualTo("Basic YStjbGllbnQ6cyUzQWNyJUMzJUE5dCUyQg==");
        issued++;
        request.response()
                .setStatusCode(tokenStatus)
                .end("{\"access_token\":\"t" + issued + "\",\"token_type\":\"Bearer\",\"expires_in\":900}");
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private final class MovableClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
