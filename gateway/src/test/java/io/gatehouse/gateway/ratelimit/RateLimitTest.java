package io.gatehouse.gateway.ratelimit;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
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

    @Inject
    MeterRegistry registry;

    @BeforeEach
    void redisIsThere() {
        CountedInRedis.await(edge);
    }

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
        assertThat(problem.getString("type"))
                .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
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
        assertThat(refused.headers().firstValue("ratelimit"))
                .hasValue("\"five-account\";r=0;t=60;gatehouse-mode=memory");
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

        long began = System.nanoTime();
        var answers = atOnce(120, "/fast/burst", token);
        long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

        long admitted = answers.stream().filter(status -> status == 200).count();
        long refused = answers.stream().filter(status -> status == 429).count();
        // 20 at once, and one for each 100 ms that passed.
        assertThat(admitted).isBetween(20L, 20 + elapsedMillis / 100 + 1);
        assertThat(admitted + refused).isEqualTo(120);
    }

    @Test
    void addressesAreCountedEachForItself() throws IOException {
        assertThat(addressed("198.51.100.1", "198.51.100.1", "198.51.100.1", "198.51.100.2"))
                .containsExactly(200, 200, 429, 200);
    }

    @Test
    void neighboursInAnIpv6PrefixAreOne() throws IOException {
        assertThat(addressed("2001:db8:0:7::1", "2001:db8:0:7::2", "2001:db8:0:7:ffff::3", "2001:db8:0:8::1"))
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
    void whoHasNoTokenIsCountedByAddress() throws IOException {
        for (var path : List.of("/anybody/x", "/any-pair/x")) {
            assertThat(anonymous(path, "198.51.100.41", "198.51.100.41", "198.51.100.41", "198.51.100.42"))
                    .containsExactly(200, 200, 429, 200);
            assertThat(get(edge.port(), path, new Token(Tokens.fresh())).statusCode())
                    .isEqualTo(200);
        }
        assertThat(anonymous("/any-client/x", "198.51.100.43", "198.51.100.43", "198.51.100.44"))
                .containsExactly(200, 429, 200);
    }

    @Test
    void clientThatSpeaksForItselfIsCountedWhereAccountsAre() throws IOException {
        var service = UUID.randomUUID().toString();

        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 6; i++) {
            // Another token and another address each time.
            statuses.addAll(statuses("/limited/service", serviceToken(service), "198.51.100.5" + i));
        }

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 429);
        assertThat(statuses("/limited/service", serviceToken(UUID.randomUUID().toString()), "198.51.100.50"))
                .containsExactly(200);
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

    @Test
    void combinedKeysCountEachCombination() throws IOException {
        var one = Tokens.fresh();
        var other = Tokens.fresh();

        assertThat(statuses("/pair/each", one, "198.51.100.7", "198.51.100.7", "198.51.100.7", "198.51.100.8"))
                .containsExactly(200, 200, 429, 200);
        assertThat(statuses("/pair/each", other, "198.51.100.7")).containsExactly(200);
    }

    @Test
    void routesAreCountedEachForItself() {
        var token = new Token(Tokens.fresh());

        assertThat(get(edge.port(), "/by-route/one/a", token).statusCode()).isEqualTo(200);
        assertThat(get(edge.port(), "/by-route/one/b", token).statusCode()).isEqualTo(200);
        assertThat(get(edge.port(), "/by-route/one/c", token).statusCode()).isEqualTo(429);
        assertThat(get(edge.port(), "/by-route/two/a", token).statusCode()).isEqualTo(200);
    }

    @Test
    void burstMayBeSmallerThanTheQuota() {
        var first = get(edge.port(), "/burst/first", new Token(Tokens.fresh()));

        assertThat(first.headers().firstValue("ratelimit-policy")).hasValue("\"brief-burst\";q=60;w=60");
        assertThat(first.headers().firstValue("ratelimit")).hasValue("\"brief-burst\";r=2;t=1");
    }

    @Test
    void requestCostsWhatItsRouteSays() {
        var token = new Token(Tokens.fresh());

        assertThat(get(edge.port(), "/dear/a", token).headers().firstValue("ratelimit"))
                .hasValue("\"dear\";r=4;t=2160");
        var tooDear = get(edge.port(), "/dear/b", token);
        assertProblem(tooDear, ErrorCode.RATE_LIMITED);
        assertThat(tooDear.headers().firstValue("retry-after")).hasValue("720");
        // What is too little for a dear request is enough for a cheap one, whatever memory says of the dear one.
        assertThat(get(edge.port(), "/cheap/a", token).statusCode()).isEqualTo(200);
        assertThat(get(edge.port(), "/dear/c", token).headers().firstValue("retry-after"))
                .hasValue("1080");
    }

    @Test
    void shadowRefusesNobodyAndIsToldInMetricsAlone() {
        var token = new Token(Tokens.fresh());
        double before = shadowed();
        get(edge.port(), "/shadow/a", token);

        var second = get(edge.port(), "/shadow/b", token);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("ratelimit")).hasValue("\"wide-account\";r=98;t=72");
        assertThat(shadowed()).isEqualTo(before + 1);
    }

    @Test
    void firstPlanOfThePolicyThatTheTokenHasDecides() {
        assertThat(policyOf(Tokens.fresh())).isEqualTo("\"planned\";q=2;w=3600");
        assertThat(policyOf(Tokens.with(claims -> claims.setStringClaim("plan", "silver"))))
                .isEqualTo("\"planned\";q=3;w=3600");
        assertThat(policyOf(Tokens.with(claims -> claims.setStringListClaim("plan", "silver", "gold"))))
                .isEqualTo("\"planned\";q=5;w=60");
        assertThat(policyOf(Tokens.with(claims -> claims.setStringClaim("plan", "lead"))))
                .isEqualTo("\"planned\";q=2;w=3600");
    }

    @Test
    void raisedPlanHoldsAtOnce() {
        var account = UUID.randomUUID().toString();
        var free = new Token(Tokens.of(account));
        get(edge.port(), "/planned/raised", free);
        get(edge.port(), "/planned/raised", free);
        assertThat(get(edge.port(), "/planned/raised", free).headers().firstValue("retry-after"))
                .hasValue("1800");

        var gold = new Token(Tokens.with(claims -> {
            claims.setSubject(account);
            claims.setStringClaim("plan", "gold");
        }));

        assertThat(get(edge.port(), "/planned/raised", gold).headers().firstValue("retry-after"))
                .hasValue("12");
    }

    @Test
    void leaseIsSpentFromMemoryAndToldHonestly() {
        var account = UUID.randomUUID().toString();
        var token = new Token(Tokens.of(account));

        assertThat(get(edge.port(), "/leased/a", token).headers().firstValue("ratelimit"))
                .hasValue("\"leased\";r=9;t=1");
        forget("gatehouse:limit:{account:" + account + "}:leased");
        assertThat(get(edge.port(), "/leased/b", token).headers().firstValue("ratelimit"))
                .hasValue("\"leased\";r=8;t=1;gatehouse-mode=lease");
    }

    /** The bucket fills up while four fetched permits wait: an instant then admits the burst and those, never a lease more. */
    @Test
    void leaseAdmitsAtMostItselfBeyondTheBurst() throws Exception {
        var account = UUID.randomUUID().toString();
        var token = new Token(Tokens.of(account));
        get(edge.port(), "/leased/first", token);
        awaitGone("gatehouse:limit:{account:" + account + "}:leased");

        long began = System.nanoTime();
        var answers = atOnce(60, "/leased/bound", token);
        long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);

        long admitted = answers.stream().filter(status -> status == 200).count();
        assertThat(admitted).isBetween(10L, 10 + 5 + elapsedMillis / 100);
    }

    @Test
    void addressThatIsRefusedTooOftenIsToldSo() throws IOException {
        try (var proxy = RawClient.connect("127.0.0.2", edge.port())) {
            var answer = useUpRefusals(proxy, "198.51.100.99");

            assertProblem(answer, ErrorCode.RATE_LIMITED);
            assertThat(answer.body()).contains("\"violated_policies\":[\"refused\"]");
            assertThat(answer.headers().get("ratelimit")).startsWith("\"refused\";r=0;");
        }
    }

    /** Who shares the address has to do with it only where a signature would have to be checked. */
    @Test
    void neighbourOfAnAttackerGoesOnWithTheTokenThatIsKnown() throws IOException {
        var address = "198.51.100.98";
        var known = Tokens.fresh();
        try (var proxy = RawClient.connect("127.0.0.2", edge.port())) {
            assertThat(send(proxy, address, "/guarded/before", known).status()).isEqualTo(200);

            useUpRefusals(proxy, address);

            assertThat(send(proxy, address, "/guarded/after", known).status()).isEqualTo(200);
            assertThat(send(proxy, address, "/open/sign-in", "none").status()).isEqualTo(200);
            assertProblem(sendUsedUp(proxy, address, "/guarded/new", Tokens::fresh), ErrorCode.RATE_LIMITED);
            assertProblem(sendUsedUp(proxy, address, "/no/such/route", () -> known), ErrorCode.RATE_LIMITED);
        }
    }

    /** Until they are; the answer that tells so. What is earned meanwhile is used up as well. */
    @Test
    void scriptThatRedisForgetsUnderLoadIsNoOutage() throws Exception {
        double before = decidedAlone();

        for (int round = 0; round < 20; round++) {
            send(Request.cmd(Command.SCRIPT).arg("FLUSH"));
            atOnce(30, "/limited/forgotten", new Token(Tokens.fresh()));
        }

        assertThat(decidedAlone()).isEqualTo(before);
    }

    private static RawClient.Answer useUpRefusals(RawClient proxy, String address) throws IOException {
        int sent = 0;
        RawClient.Answer answer;
        do {
            boolean even = sent % 2 == 0;
            answer = send(proxy, address, even ? "/no/such/route" : "/guarded/thing", "garbage" + sent);
            assertThat(answer.status()).isIn(even ? 404 : 401, 429);
            sent++;
        } while (answer.status() != 429);
        assertThat(sent).isGreaterThan(700);
        return answer;
    }

    /** Every ten milliseconds earn a refusal: on a slow machine one is there again before the request is. */
    private static RawClient.Answer sendUsedUp(RawClient proxy, String address, String path, Supplier<String> token)
            throws IOException {
        var answer = send(proxy, address, path, token.get());
        for (int tries = 0; tries < 50 && answer.status() != 429; tries++) {
            while (send(proxy, address, "/no/such/route", "garbage").status() != 429) {}
            answer = send(proxy, address, path, token.get());
        }
        return answer;
    }

    private static RawClient.Answer send(RawClient proxy, String address, String path, String token)
            throws IOException {
        proxy.sendLines(
                "GET " + path + " HTTP/1.1",
                "Host: a",
                "X-Forwarded-For: " + address,
                "Authorization: Bearer " + token);
        return proxy.read();
    }

    private String policyOf(String token) {
        return get(edge.port(), "/planned/which", new Token(token))
                .headers()
                .firstValue("ratelimit-policy")
                .orElseThrow();
    }

    private double shadowed() {
        return registry
                .find("gatehouse.gateway.limits.decisions")
                .tag("policy", "shadow")
                .tag("outcome", "shadowed")
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double decidedAlone() {
        return registry.find("gatehouse.gateway.limits.decisions").tag("mode", "local").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private void awaitGone(String key) {
        await(() -> send(Request.cmd(Command.EXISTS).arg(key)).toInteger() == 0);
    }

    private List<Integer> atOnce(int times, String path, Token token) throws Exception {
        var calls = IntStream.range(0, times)
                .<Callable<Integer>>mapToObj(
                        _ -> () -> get(edge.port(), path, token).statusCode())
                .toList();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            return clients.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private List<Integer> addressed(String... clients) throws IOException {
        return statuses("/addressed/each", "none", clients);
    }

    private List<Integer> anonymous(String path, String... clients) throws IOException {
        try (var proxy = RawClient.connect("127.0.0.2", edge.port())) {
            var statuses = new ArrayList<Integer>();
            for (var client : clients) {
                proxy.sendLines("GET " + path + " HTTP/1.1", "Host: a", "X-Forwarded-For: " + client);
                statuses.add(proxy.read().status());
            }
            return statuses;
        }
    }

    private List<Integer> statuses(String path, String token, String... clients) throws IOException {
        try (var proxy = RawClient.connect("127.0.0.2", edge.port())) {
            var statuses = new ArrayList<Integer>();
            for (var client : clients) {
                statuses.add(send(proxy, client, path, token).status());
            }
            return statuses;
        }
    }

    private static String serviceToken(String service) {
        return Tokens.with(claims -> {
            claims.setSubject(service);
            claims.setStringClaim("client_id", service);
            claims.unsetClaim("sid");
        });
    }

    private static Token ofClient(String client) {
        return new Token(Tokens.with(claims -> claims.setStringClaim("client_id", client)));
    }

    private void forget(String key) {
        send(Request.cmd(Command.DEL).arg(key));
    }

    private Response send(Request request) {
        var redis = Redis.createClient(
                vertx, "redis://127.0.0.1:" + RedisTestResource.server().port());
        var response =
                redis.send(request).toCompletionStage().toCompletableFuture().join();
        redis.close();
        return response;
    }
}
