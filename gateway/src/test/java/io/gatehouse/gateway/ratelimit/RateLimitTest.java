package io.gatehouse.gateway.ratelimit;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class RateLimitTest {

    private static final String POLICIES = "\"five-account\";q=5;w=60, \"wide-account\";q=100;w=3600";

    @Inject
    Edge edge;

    @Inject
    Vertx vertx;

    @Test
    void everyAnswerTellsWhereTheCallerStands() {
        var token = new Token(Tokens.fresh());

        var first = get(edge.port(), "/limited/standing", token);
        var second = get(edge.port(), "/limited/standing", token);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("ratelimit-policy")).hasValue(POLICIES);
        assertThat(first.headers().firstValue("ratelimit"))
                .hasValue("\"five-account\";r=4;t=12, \"wide-account\";r=99;t=36");
        assertThat(second.headers().firstValue("ratelimit"))
                .hasValue("\"five-account\";r=3;t=24, \"wide-account\";r=98;t=72");
    }

    @Test
    void usedUpQuotaIsRefusedWithTheTimeToComeBack() {
        var token = new Token(Tokens.fresh());
        for (int i = 0; i < 5; i++) {
            assertThat(get(edge.port(), "/limited/used-up", token).statusCode()).isEqualTo(200);
        }

        var refused = get(edge.port(), "/limited/used-up", token);

        var problem = assertProblem(refused, ErrorCode.RATE_LIMITED);
        assertThat(problem.getJsonArray("violated_policies")).isEqualTo(new JsonArray().add("five-account"));
        assertThat(refused.headers().firstValue("retry-after")).hasValue("12");
        assertThat(refused.headers().firstValue("ratelimit-policy")).hasValue(POLICIES);
        // The policy that would have admitted consumed nothing.
        assertThat(refused.headers().firstValue("ratelimit"))
                .hasValue("\"five-account\";r=0;t=60, \"wide-account\";r=95;t=180");
    }

    @Test
    void refusedCallerIsAnsweredFromMemory() {
        var account = UUID.randomUUID().toString();
        var token = new Token(Tokens.of(account));
        for (int i = 0; i < 6; i++) {
            get(edge.port(), "/limited/memory", token);
        }
        forget("gatehouse:limit:{account:" + account + "}:five-account");

        var refused = get(edge.port(), "/limited/memory", token);

        assertProblem(refused, ErrorCode.RATE_LIMITED);
        assertThat(refused.headers().firstValue("ratelimit")).hasValue("\"five-account\";r=0;t=60");
        assertThat(refused.headers().firstValue("retry-after")).hasValue("12");
    }

    @Test
    void callerIsAdmittedWhenTheAnswerSaysSo() {
        var token = new Token(Tokens.fresh());
        HttpResponse<String> response = get(edge.port(), "/fast/return", token);
        while (response.statusCode() == 200) {
            response = get(edge.port(), "/fast/return", token);
        }
        var retryAfter =
                Long.parseLong(response.headers().firstValue("retry-after").orElseThrow());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(retryAfter);

        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(get(edge.port(), "/fast/return", token).statusCode()).isEqualTo(200);
    }

    @Test
    void burstAndWhatTheTimeEarnedAreAdmittedAndNotOneMore() throws Exception {
        var token = new Token(Tokens.fresh());
        var calls = IntStream.range(0, 120)
                .<Callable<Integer>>mapToObj(
                        _ -> () -> get(edge.port(), "/fast/burst", token).statusCode())
                .toList();

        long began = System.nanoTime();
        List<Future<Integer>> answers;
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = clients.invokeAll(calls);
        }
        long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

        long admitted =
                answers.stream().filter(answer -> answer.resultNow() == 200).count();
        long refused =
                answers.stream().filter(answer -> answer.resultNow() == 429).count();
        // 20 at once, and one for each 100 ms that passed.
        assertThat(admitted).isBetween(20L, 20 + elapsedMillis / 100 + 1);
        assertThat(admitted + refused).isEqualTo(120);
    }

    @Test
    void addressesAreCountedEachForItself() throws IOException {
        assertThat(statuses("198.51.100.1", "198.51.100.1", "198.51.100.1", "198.51.100.2"))
                .containsExactly(200, 200, 429, 200);
    }

    @Test
    void neighboursInAnIpv6PrefixAreOne() throws IOException {
        assertThat(statuses("2001:db8:0:7::1", "2001:db8:0:7::2", "2001:db8:0:7:ffff::3", "2001:db8:0:8::1"))
                .containsExactly(200, 200, 429, 200);
    }

    @Test
    void spoofedAddressIsNoNewCaller() throws IOException {
        try (var client = RawClient.connect("127.0.0.3", edge.port())) {
            for (var status : List.of(200, 200, 429)) {
                client.sendLines(
                        "GET /addressed/spoofed HTTP/1.1",
                        "Host: a",
                        "X-Forwarded-For: 203.0.113." + status % 100,
                        "X-Real-IP: 203.0.113.9");
                assertThat(client.read().status()).isEqualTo(status);
            }
        }
    }

    @Test
    void clientsAreCountedOverAllTheirAccounts() {
        var client = UUID.randomUUID().toString();

        assertThat(get(edge.port(), "/client/a", ofClient(client)).statusCode()).isEqualTo(200);
        assertThat(get(edge.port(), "/client/a", ofClient(client)).statusCode()).isEqualTo(429);
        assertThat(get(edge.port(), "/client/a", ofClient(UUID.randomUUID().toString()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void forgottenScriptIsSentAgain() {
        var token = new Token(Tokens.fresh());
        send(Request.cmd(Command.SCRIPT).arg("FLUSH").arg("SYNC"));

        assertThat(get(edge.port(), "/limited/script", token).headers().firstValue("ratelimit"))
                .hasValue("\"five-account\";r=4;t=12, \"wide-account\";r=99;t=36");
    }

    @Test
    void refusedTokenConsumesNothing() {
        assertProblem(get(edge.port(), "/limited/x", new Token("forged")), ErrorCode.INVALID_TOKEN);
        assertThat(get(edge.port(), "/limited/x", new Token("forged")).headers().firstValue("ratelimit"))
                .isEmpty();
    }

    private List<Integer> statuses(String... clients) throws IOException {
        try (var proxy = RawClient.connect("127.0.0.2", edge.port())) {
            var statuses = new java.util.ArrayList<Integer>();
            for (var client : clients) {
                proxy.sendLines("GET /addressed/each HTTP/1.1", "Host: a", "X-Forwarded-For: " + client);
                statuses.add(proxy.read().status());
            }
            return statuses;
        }
    }

    private static Token ofClient(String client) {
        return new Token(Tokens.with(claims -> claims.setStringClaim("client_id", client)));
    }

    private void forget(String key) {
        send(Request.cmd(Command.DEL).arg(key));
    }

    private void send(Request request) {
        var redis = Redis.createClient(
                vertx, "redis://127.0.0.1:" + RedisTestResource.server().port());
        redis.send(request).toCompletionStage().toCompletableFuture().join();
        redis.close();
    }
}
