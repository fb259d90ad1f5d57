package io.gatehouse.gateway.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.local.test.RedisTestResource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script on a real Redis beside {@link Gcra}, which is told the time that the script read. */
class GcraScriptTest {

    private static final int STEPS = 1_500;
    private static final int MAX_CLOCK_STEP_MICROS = 5_000_000;

    private static Vertx vertx;
    private static Redis redis;
    private static String script;

    @BeforeAll
    static void connect() throws IOException {
        RedisTestResource.server().start();
        vertx = Vertx.vertx();
        redis = Redis.createClient(
                vertx, "redis://127.0.0.1:" + RedisTestResource.server().port());
        try (var in = Gcra.class.getResourceAsStream("/gcra.lua")) {
            script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void disconnect() {
        join(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void scriptDecidesLikeTheModel(long seed) {
        var random = new Random(seed);
        var policies = new ArrayList<>(List.of(
                policy("a", 3, Duration.ofSeconds(1)),
                policy("b", 7, Duration.ofSeconds(60)),
                policy("c", 1_000, Duration.ofSeconds(1)),
                policy("d", 200_000, Duration.ofSeconds(1)),
                policy("e", 50, Duration.ofDays(31))));
        var model = new HashMap<String, Long>();

        for (int step = 0; step < STEPS; step++) {
            var buckets = chosen(policies, random, "model" + seed);
            disturb(buckets, model, random);
            assertThat(evaluate(buckets, model)).isTrue();
        }
    }

    @Test
    void timesStayExactToTheMicrosecond() {
        var bucket =
                bucket(policy("exact", 1, Duration.ofDays(1)), UUID.randomUUID().toString());

        var reply = run(List.of(bucket));

        var stored = send(Request.cmd(Command.GET).arg(bucket.key())).toString();
        assertThat(Long.parseLong(stored)).isEqualTo(reply.get(0).toLong() + 86_400_000_000L);
        assertThat(stored).hasSize(16);
    }

    @Test
    void stateDiesWhenItSaysNothingAnyMore() {
        var bucket = bucket(
                policy("dies", 10, Duration.ofSeconds(10)), UUID.randomUUID().toString());

        run(List.of(bucket));

        assertThat(send(Request.cmd(Command.PTTL).arg(bucket.key())).toLong()).isBetween(900L, 1_001L);
    }

    @Test
    void nothingIsConsumedWhenOnePolicyRefuses() {
        var subject = UUID.randomUUID().toString();
        var one = bucket(policy("one", 1, Duration.ofHours(1)), subject);
        var many = bucket(policy("many", 10, Duration.ofHours(1)), subject);
        run(List.of(one, many));

        var denied = run(List.of(one, many));

        assertThat(denied.get(1).toInteger()).isZero();
        assertThat(denied.get(5).toInteger()).isOne();
        assertThat(denied.get(6).toLong()).isEqualTo(9);
        assertThat(run(List.of(many)).get(2).toLong()).isEqualTo(8);
    }

    @Test
    void arrivalFarInTheFutureHealsAtOnce() {
        var bucket = bucket(
                policy("stepped", 2, Duration.ofSeconds(60)), UUID.randomUUID().toString());
        send(Request.cmd(Command.SET).arg(bucket.key()).arg("9007199254740991"));

        var reply = run(List.of(bucket));

        assertThat(reply.get(1).toInteger()).isZero();
        assertThat(reply.get(4).toLong()).isEqualTo(30_000_000);
    }

    private static boolean evaluate(List<Bucket> buckets, Map<String, Long> model) {
        var reply = run(buckets);
        long now = reply.get(0).toLong();
        var expected = buckets.stream()
                .map(bucket -> Gcra.decide(
                        model.getOrDefault(bucket.key(), now),
                        now,
                        bucket.policy().emissionMicros(),
                        bucket.policy().burstMicros()))
                .toList();
        boolean admitted = expected.stream().allMatch(Gcra::admitted);
        for (int i = 0; i < buckets.size(); i++) {
            var gcra = expected.get(i);
            if (admitted) {
                model.put(buckets.get(i).key(), gcra.arrival());
            }
            // Of a bucket that would admit but must not, the state is the one before.
            var told = admitted || !gcra.admitted()
                    ? gcra
                    : untouched(gcra, buckets.get(i).policy());
            assertThat(numbers(reply, i))
                    .containsExactly(
                            gcra.admitted() ? 1L : 0L, told.remaining(), told.resetMicros(), gcra.retryMicros());
        }
        return true;
    }

    private static Gcra untouched(Gcra gcra, Policy policy) {
        return new Gcra(
                true,
                gcra.arrival() - policy.emissionMicros(),
                gcra.remaining() + 1,
                gcra.resetMicros() - policy.emissionMicros(),
                0);
    }

    // A clock that steps and a quota that changes show as a stored time that no longer fits.
    private static void disturb(List<Bucket> buckets, Map<String, Long> model, Random random) {
        if (random.nextInt(20) != 0) {
            return;
        }
        var bucket = buckets.get(random.nextInt(buckets.size()));
        var arrival = model.get(bucket.key());
        if (arrival != null) {
            long moved = arrival + random.nextInt(-MAX_CLOCK_STEP_MICROS, MAX_CLOCK_STEP_MICROS);
            model.put(bucket.key(), moved);
            send(Request.cmd(Command.SET).arg(bucket.key()).arg(Long.toString(moved)));
        }
    }

    private static List<Bucket> chosen(List<Policy> policies, Random random, String subject) {
        var buckets = new ArrayList<Bucket>();
        for (var policy : policies) {
            if (random.nextInt(3) == 0) {
                buckets.add(bucket(policy, subject));
            }
        }
        return buckets.isEmpty() ? List.of(bucket(policies.getFirst(), subject)) : buckets;
    }

    private static List<Long> numbers(Response reply, int bucket) {
        return List.of(
                reply.get(1 + 4 * bucket).toLong(),
                reply.get(2 + 4 * bucket).toLong(),
                reply.get(3 + 4 * bucket).toLong(),
                reply.get(4 + 4 * bucket).toLong());
    }

    private static Response run(List<Bucket> buckets) {
        var request = Request.cmd(Command.EVAL).arg(script).arg(buckets.size());
        buckets.forEach(bucket -> request.arg(bucket.key()));
        buckets.forEach(bucket -> request.arg(bucket.policy().emissionMicros())
                .arg(bucket.policy().burstMicros()));
        return send(request);
    }

    private static Bucket bucket(Policy policy, String subject) {
        return new Bucket(policy, "test:{" + subject + "}:" + policy.name());
    }

    private static Policy policy(String name, long quota, Duration window) {
        return new Policy(name, quota, window, Policy.Key.ACCOUNT, Policy.WithoutRedis.LOCAL);
    }

    private static Response send(Request request) {
        return join(redis.send(request));
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
