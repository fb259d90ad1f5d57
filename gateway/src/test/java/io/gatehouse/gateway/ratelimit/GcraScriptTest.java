package io.gatehouse.gateway.ratelimit;

import static io.gatehouse.gateway.ratelimit.Policies.bucket;
import static io.gatehouse.gateway.ratelimit.Policies.byAccount;
import static io.gatehouse.gateway.ratelimit.Policies.inShadow;
import static io.gatehouse.gateway.ratelimit.Policies.leased;
import static io.gatehouse.gateway.redis.DirectRedis.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.redis.DirectRedis;
import io.gatehouse.gateway.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script with the clock of a real Redis; what it computes is compared with the model in {@link GcraModelTest}. */
class GcraScriptTest {

    private static DirectRedis redis;
    private static GcraScript script;

    private final String subject = UUID.randomUUID().toString();

    @BeforeAll
    static void connect() {
        redis = DirectRedis.connect();
        script = new GcraScript(redis.connection()::send);
    }

    @AfterAll
    static void disconnect() {
        redis.close();
    }

    @Test
    void timesStayExactToTheMicrosecond() {
        var bucket = bucket(byAccount("exact", 1, Duration.ofDays(1)), subject);

        var before = time();
        run(bucket);

        var stored = redis.send(Request.cmd(Command.GET).arg(bucket.key())).toString();
        assertThat(stored).hasSize(16);
        assertThat(Long.parseLong(stored) - TimeUnit.DAYS.toMicros(1)).isBetween(before, time());
    }

    @Test
    void stateDiesWhenItSaysNothingAnyMore() {
        var bucket = bucket(byAccount("dies", 10, Duration.ofSeconds(10)), subject);

        run(bucket);

        assertThat(redis.send(Request.cmd(Command.PTTL).arg(bucket.key())).toLong())
                .isBetween(900L, 1_001L);
    }

    @Test
    void nothingIsConsumedWhenOnePolicyRefuses() {
        var one = bucket(byAccount("one", 1, Duration.ofHours(1)), subject);
        var many = bucket(byAccount("many", 10, Duration.ofHours(1)), subject);
        run(one, many);

        var denied = run(one, many);

        assertThat(denied.get(0).admitted()).isFalse();
        assertThat(denied.get(1).admitted()).isTrue();
        assertThat(denied.get(1).remaining()).isEqualTo(9);
        assertThat(run(many).getFirst().remaining()).isEqualTo(8);
    }

    @Test
    void shadowCountsAndNeverRefuses() {
        var enforced = bucket(byAccount("enforced", 10, Duration.ofHours(1)), subject);
        var shadow = bucket(inShadow("shadow", 1, Duration.ofHours(1)), subject);
        run(enforced, shadow);

        var second = run(enforced, shadow);

        assertThat(second.get(0).remaining()).isEqualTo(8);
        assertThat(second.get(1).admitted()).isFalse();
        assertThat(second.get(1).refuses()).isFalse();
    }

    @Test
    void requestsOfOneTurnAreCountedOneByOneAlsoWhenRedisHasForgottenTheScript() {
        var other = UUID.randomUUID().toString();
        var policy = byAccount("turn", 10, Duration.ofHours(1));
        var eventLoop = ((VertxInternal) redis.vertx()).createEventLoopContext();
        var batched = new GcraScript(RedisCommands.ofServer(eventLoop, redis.connection())::send);
        redis.send(Request.cmd(Command.SCRIPT).arg("FLUSH"));

        var asked = new CompletableFuture<List<Future<List<PolicyState>>>>();
        eventLoop.runOnContext(_ -> asked.complete(Stream.of(subject, other, subject)
                .map(account -> batched.decide(List.of(bucket(policy, account))))
                .toList()));

        assertThat(asked.join())
                .extracting(states -> join(states).getFirst().remaining())
                .containsExactly(9L, 9L, 8L);
    }

    @Test
    void requestMayCostMoreThanOne() {
        var dear = bucket(byAccount("dear", 10, Duration.ofHours(1)), 6, subject);
        run(dear);

        var second = run(dear).getFirst();

        assertThat(second.admitted()).isFalse();
        assertThat(second.remaining()).isEqualTo(4);
        // Two more of ten in an hour.
        assertThat(Duration.ofNanos(second.retryMicros() * 1_000))
                .isBetween(Duration.ofMinutes(12).minusSeconds(5), Duration.ofMinutes(12));
    }

    @Test
    void leaseTakesWhatIsThereAndNoMore() {
        var leased = bucket(leased("leased", 10, Duration.ofHours(1), 8), subject);
        leased.spendLease(Standing.now());
        run(leased);
        assertThat(leased.granted()).isEqualTo(8);

        run(leased);

        assertThat(leased.granted()).isEqualTo(2);
        assertThat(run(leased).getFirst().admitted()).isFalse();
    }

    @Test
    void whatIsGivenBackIsThereAgain() {
        var bucket = bucket(byAccount("back", 10, Duration.ofHours(1)), 4, subject);
        run(bucket);

        join(script.giveBack(List.of(bucket)));

        assertThat(run(bucket).getFirst().remaining()).isEqualTo(6);
    }

    @Test
    void arrivalFarInTheFutureHealsAtOnce() {
        var bucket = bucket(byAccount("stepped", 2, Duration.ofSeconds(60)), subject);
        redis.send(Request.cmd(Command.SET).arg(bucket.key()).arg("9007199254740991"));

        var state = run(bucket).getFirst();

        assertThat(state.admitted()).isFalse();
        assertThat(state.retryMicros()).isEqualTo(30_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no number", "nan", "-inf", ""})
    void anythingElseUnderTheKeyIsNoState(String stored) {
        var bucket = bucket(byAccount("broken", 2, Duration.ofSeconds(60)), subject);
        redis.send(Request.cmd(Command.SET).arg(bucket.key()).arg(stored));

        assertThat(run(bucket).getFirst().remaining()).isEqualTo(1);
    }

    private static List<PolicyState> run(Bucket... buckets) {
        return join(script.decide(List.of(buckets)));
    }

    private static long time() {
        var time = redis.send(Request.cmd(Command.TIME));
        return time.get(0).toLong() * 1_000_000 + time.get(1).toLong();
    }
}
