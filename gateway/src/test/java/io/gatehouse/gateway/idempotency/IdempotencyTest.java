package io.gatehouse.gateway.idempotency;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.idempotency.KeyedApi.isReplay;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class IdempotencyTest {

    @Inject
    Edge edge;

    private final String id = UUID.randomUUID().toString();
    private KeyedApi api;

    @BeforeEach
    void begin() {
        api = KeyedApi.fresh(edge.port());
        await(() -> KeyedApi.fresh(edge.port()).post("/keyed/echo", "").statusCode() == 200);
    }

    @Test
    void sameKeyIsCarriedOutOnceAndItsReplyComesAgain() {
        var first = api.post("/keyed/echo?id=" + id, "{\"n\": 1}");

        var again = api.post("/keyed/echo?id=" + id, "{\"n\": 1}");

        assertThat(api.calls(id)).isEqualTo(1);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body()).contains("n");
        assertThat(again.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(again.headers().allValues("x-request-id"))
                .hasSize(1)
                .isNotEqualTo(first.headers().allValues("x-request-id"));
        assertThat(isReplay(first)).isFalse();
        assertThat(again.headers().firstValue("idempotency-replayed")).hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 500, 502, 503, 504, 204})
    void whateverTheServiceAnsweredComesAgain(int status) {
        var path = "/keyed/status?code=" + status + "&id=" + id;
        assertThat(api.post(path, "x").statusCode()).isEqualTo(status);

        var again = api.post(path, "x");

        assertThat(again.statusCode()).isEqualTo(status);
        assertThat(isReplay(again)).isTrue();
        assertThat(api.calls(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"401", "408", "421", "425", "429", "503&retry=1"})
    void whatTheServiceDidNotCarryOutMayBeSentAgain(String status) {
        var path = "/keyed/status?id=" + id + "&code=" + status;
        api.post(path, "x");

        var again = api.post(path, "x");

        assertThat(isReplay(again)).isFalse();
        assertThat(api.calls(id)).isEqualTo(2);
    }

    @Test
    void patchIsConcernedAndPutIsNot() {
        api.send("PATCH", "/keyed/echo?id=" + id, "x");
        assertThat(isReplay(api.send("PATCH", "/keyed/echo?id=" + id, "x"))).isTrue();

        api.send("PUT", "/keyed/echo?id=" + id, "x");
        assertThat(isReplay(api.send("PUT", "/keyed/echo?id=" + id, "x"))).isFalse();

        assertThat(api.calls(id)).isEqualTo(3);
    }

    @Test
    void withoutAKeyEveryRequestIsCarriedOut() {
        for (int i = 0; i < 2; i++) {
            post("/keyed/echo?id=" + id, "x");
        }

        assertThat(api.calls(id)).isEqualTo(2);
    }

    @Test
    void missingKeyIsRefusedWhereOneIsRequired() {
        assertProblem(post("/keyed-required/echo?id=" + id, "x"), ErrorCode.IDEMPOTENCY_KEY_REQUIRED);

        assertThat(api.calls(id)).isZero();
        assertThat(api.post("/keyed-required/echo?id=" + id, "x").statusCode()).isEqualTo(200);
        assertThat(GatewayApi.get(edge.port(), "/keyed-required/echo").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"open", "a b", "a,b", "a;b=1", "\"a\";b=1", "\"a\\b\"", "\"a\", \"b\""})
    void keyThatIsNoStringIsRefused(String key) {
        assertProblem(post("/keyed/echo?id=" + id, "x", "Idempotency-Key", key), ErrorCode.IDEMPOTENCY_KEY_INVALID);

        assertThat(api.calls(id)).isZero();
    }

    @Test
    void keyIsNeitherLongerThan255CharactersNorThereTwice() {
        var longest = "k".repeat(219) + id;
        assertThat(post("/keyed/echo", "x", "Idempotency-Key", longest).statusCode())
                .isEqualTo(200);
        assertProblem(post("/keyed/echo", "x", "Idempotency-Key", longest + "k"), ErrorCode.IDEMPOTENCY_KEY_INVALID);
        assertProblem(
                post("/keyed/echo", "x", "Idempotency-Key", id, "Idempotency-Key", id),
                ErrorCode.IDEMPOTENCY_KEY_INVALID);
    }

    @Test
    void quotesMakeNoOtherKey() {
        api.post("/keyed/echo?id=" + id, "x");

        assertThat(isReplay(post("/keyed/echo?id=" + id, "x", "Idempotency-Key", api.key())))
                .isTrue();
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() {
        var path = "/keyed/echo?id=" + id;
        api.post(path, "one", "Content-Type", "text/plain");

        assertProblem(api.post(path, "two", "Content-Type", "text/plain"), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertProblem(api.post(path, "one", "Content-Type", "text/html"), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertProblem(
                api.post(path + "&more=1", "one", "Content-Type", "text/plain"), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(api.calls(id)).isEqualTo(1);
    }

    @Test
    void keyBelongsToItsCallerAndPath() {
        var mine = "Bearer " + Tokens.fresh();
        var path = "/keyed/echo?id=" + id;
        api.post(path, "x", "Authorization", mine);

        assertThat(isReplay(api.post(path, "x", "Authorization", "Bearer " + Tokens.fresh())))
                .isFalse();
        assertThat(isReplay(api.post(path, "x"))).isFalse();
        assertThat(isReplay(api.post("/keyed/other/echo?id=" + id, "x", "Authorization", mine)))
                .isFalse();
        assertThat(isReplay(api.send("PATCH", path, "x", "Authorization", mine)))
                .isFalse();
        assertThat(isReplay(api.post(path, "x", "Authorization", mine))).isTrue();
        assertThat(api.calls(id)).isEqualTo(5);
    }

    @Test
    void whileItRunsOthersAreToldSo() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> api.post("/keyed/wait?id=" + id, "x"));
            api.awaitWaiting(id);

            var second = api.post("/keyed/wait?id=" + id, "x");
            assertProblem(second, ErrorCode.REQUEST_OUTSTANDING);
            assertThat(second.headers().firstValue("retry-after")).hasValue("1");
            assertProblem(api.post("/keyed/wait?id=" + id, "y"), ErrorCode.IDEMPOTENCY_KEY_REUSED);

            api.release(id);
            assertThat(first.get().body()).isEqualTo("released");
        }
        assertThat(api.post("/keyed/wait?id=" + id, "x").body()).isEqualTo("released");
        assertThat(api.calls(id)).isEqualTo(1);
    }

    @Test
    void hundredAtOnceAreCarriedOutOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 100)
                    .mapToObj(_ -> threads.submit(() -> api.post("/keyed/echo?id=" + id, "x")))
                    .toList();
            for (var one : asked) {
                var answer = one.get();
                if (answer.statusCode() != 200) {
                    assertProblem(answer, ErrorCode.REQUEST_OUTSTANDING);
                }
            }
        }

        assertThat(api.calls(id)).isEqualTo(1);
        assertThat(isReplay(api.post("/keyed/echo?id=" + id, "x"))).isTrue();
    }

    @Test
    void clientThatLeftFindsTheReplyWhenItComesBack() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send("POST /keyed/wait?id=" + id + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nIdempotency-Key: "
                    + api.key() + "\r\n\r\nx");
            api.awaitWaiting(id);
        }

        await(() -> GatewayApi.get(edge.port(), "/open/release?id=" + id).statusCode() == 200);

        var found = awaited("/keyed/wait?id=" + id);
        assertThat(found.body()).isEqualTo("released");
        assertThat(isReplay(found)).isTrue();
        assertThat(api.calls(id)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "garbage"})
    void whatBrokeOnTheWayIsNeverTriedAgain(String how) {
        var path = "/keyed-raw/" + how;
        assertProblem(api.post(path, "x"), ErrorCode.OUTCOME_UNKNOWN);

        assertProblem(awaitedUnlike(path, "request_outstanding"), ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void serviceThatTookTooLongIsNotAskedAgain() {
        var path = "/keyed-brief/hang?id=" + id;
        assertProblem(api.post(path, "x"), ErrorCode.OUTCOME_UNKNOWN);

        var again = api.post(path, "x");

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).containsAnyOf("request_outstanding", "outcome_unknown");
        assertProblem(awaitedUnlike(path, "request_outstanding"), ErrorCode.OUTCOME_UNKNOWN);
    }

    @Test
    void whatReachedNoServiceMayBeSentAgain() {
        assertProblem(api.post("/keyed-down/x", "x"), ErrorCode.SERVICE_UNAVAILABLE);

        assertProblem(awaitedUnlike("/keyed-down/x", "request_outstanding"), ErrorCode.SERVICE_UNAVAILABLE);
    }

    @Test
    void replyThatIsTooLargeToBeKeptIsNotMadeTwice() {
        var path = "/keyed/generate?bytes=70000";
        assertThat(api.post(path, "").body()).hasSize(70_000);

        assertProblem(api.post(path, ""), ErrorCode.REPLY_NOT_KEPT);
    }

    /** What makes a refusal so long is what the client sent. */
    @Test
    void refusalThatIsLongIsNotKept() {
        var path = "/keyed/generate?bytes=3000";
        var refusal = path + "&code=404";
        var other = KeyedApi.fresh(edge.port());

        assertThat(api.post(refusal, "").statusCode()).isEqualTo(404);
        assertThat(other.post(path, "").body()).hasSize(3_000);

        assertProblem(api.post(refusal, ""), ErrorCode.REPLY_NOT_KEPT);
        assertThat(isReplay(other.post(path, ""))).isTrue();
    }

    @Test
    void chunkedBodyIsReadWholeAndContinued() throws IOException {
        var header = "POST /keyed/echo?id=" + id + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Expect: 100-continue\r\nIdempotency-Key: " + api.key() + "\r\n\r\n";
        for (int i = 0; i < 2; i++) {
            try (var client = RawClient.connect(edge.port())) {
                client.send(header);
                assertThat(client.readHead().status()).isEqualTo(100);
                client.send("3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n");
                var answer = client.read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).contains("\"body\":\"abcdef\"");
            }
        }

        assertThat(api.calls(id)).isEqualTo(1);
    }

    @Test
    void bodyBeyondTheLimitIsRefused() {
        assertProblem(api.post("/keyed/echo?id=" + id, "x".repeat(257 << 10)), ErrorCode.PAYLOAD_TOO_LARGE);

        assertThat(api.calls(id)).isZero();
        assertThat(api.post("/keyed/echo?id=" + id, "x".repeat(256 << 10)).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> awaited(String path) {
        return awaitedUnlike(path, "request_outstanding");
    }

    private HttpResponse<String> awaitedUnlike(String path, String code) {
        var last = new AtomicReference<HttpResponse<String>>();
        await(() -> {
            last.set(api.post(path, "x"));
            return !last.get().body().contains(code);
        });
        return last.get();
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path))
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return GatewayApi.send(request.build());
    }
}
