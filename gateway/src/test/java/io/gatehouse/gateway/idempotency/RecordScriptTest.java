package io.gatehouse.gateway.idempotency;

import static io.gatehouse.gateway.redis.DirectRedis.join;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.idempotency.Found.State;
import io.gatehouse.gateway.redis.DirectRedis;
import io.gatehouse.gateway.redis.RedisCommands;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script with the clock of a real Redis. */
class RecordScriptTest {

    private static final Buffer REPLY = Buffer.buffer(new byte[] {0, 1, (byte) 0xFF, '\r', '\n'});
    private static final String PRINT = "12345678print";
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static DirectRedis redis;
    private static RecordScript script;

    private final String caller = UUID.randomUUID().toString();

    @BeforeAll
    static void connect() {
        redis = DirectRedis.connect();
        script = new RecordScript(new RedisCommands(redis.connection()::send, redis.connection()::send, false), 3);
    }

    @AfterAll
    static void disconnect() {
        redis.close();
    }

    @Test
    void claimIsOnesAloneUntilItIsFinished() {
        var mine = claim("one", PRINT, LEASE);
        var other = claim("one", PRINT, LEASE);

        assertThat(state(mine)).isEqualTo(State.CLAIMED);
        // As after a reply that was lost.
        assertThat(state(mine)).isEqualTo(State.CLAIMED);
        assertThat(state(other)).isEqualTo(State.RUNNING);
        join(script.release(other));
        join(script.finish(other, State.DONE, REPLY));
        assertThat(state(other)).isEqualTo(State.RUNNING);

        join(script.finish(mine, State.DONE, REPLY));

        var found = join(script.claim(other));
        assertThat(found.state()).isEqualTo(State.DONE);
        assertThat(found.value()).isEqualTo(REPLY);
    }

    @Test
    void whatIsReleasedIsFree() {
        var mine = claim("one", PRINT, LEASE);
        join(script.claim(mine));

        join(script.release(mine));

        assertThat(state(claim("one", "12345678other", LEASE))).isEqualTo(State.CLAIMED);
    }

    @Test
    void anotherFingerprintIsToldFromAnotherSecret() {
        join(script.claim(claim("one", PRINT, LEASE)));

        assertThat(state(claim("one", "12345678other", LEASE))).isEqualTo(State.OTHER);
        assertThat(state(claim("one", "87654321print", LEASE))).isEqualTo(State.FOREIGN);
    }

    @Test
    void leaseThatEndedLeavesNobodyToClaimIt() {
        var mine = claim("one", PRINT, Duration.ZERO);
        join(script.claim(mine));

        await(() -> state(claim("one", PRINT, LEASE)) == State.UNKNOWN);

        // Late knowledge is knowledge.
        join(script.finish(mine, State.DONE, REPLY));
        assertThat(state(claim("one", PRINT, LEASE))).isEqualTo(State.DONE);
    }

    @Test
    void recordThatRedisLostIsWrittenNevertheless() {
        var mine = claim("one", PRINT, LEASE);
        join(script.claim(mine));
        redis.send(Request.cmd(Command.DEL).arg(mine.recordKey()).arg(mine.listKey()));

        join(script.finish(mine, State.DONE, REPLY));

        assertThat(state(claim("one", PRINT, LEASE))).isEqualTo(State.DONE);
    }

    @Test
    void callerHasSoManyRecordsAndNotOneMore() {
        for (var name : new String[] {"one", "two", "three"}) {
            assertThat(state(claim(name, PRINT, LEASE))).isEqualTo(State.CLAIMED);
        }
        var mine = claim("one", PRINT, LEASE);

        var full = join(script.claim(claim("four", PRINT, LEASE)));

        assertThat(full.state()).isEqualTo(State.FULL);
        assertThat(Long.parseLong(full.value().toString())).isBetween(3_500_000L, 3_600_000L);
        assertThat(state(mine)).isEqualTo(State.RUNNING);
        redis.send(Request.cmd(Command.DEL).arg(mine.recordKey()));
        redis.send(Request.cmd(Command.ZADD).arg(mine.listKey()).arg(1).arg(mine.recordKey()));
        assertThat(state(claim("four", PRINT, LEASE))).isEqualTo(State.CLAIMED);
    }

    @Test
    void everythingEndsByItself() {
        var mine = claim("one", PRINT, LEASE);
        join(script.claim(mine));

        assertThat(redis.send(Request.cmd(Command.PTTL).arg(mine.recordKey())).toLong())
                .isBetween(3_500_000L, 3_600_000L);
        assertThat(redis.send(Request.cmd(Command.PTTL).arg(mine.listKey())).toLong())
                .isBetween(3_500_000L, 3_600_000L);
    }

    private Claim claim(String name, String fingerprint, Duration lease) {
        return new Claim(caller, name, UUID.randomUUID().toString(), fingerprint, lease, Duration.ofHours(1));
    }

    private static State state(Claim claim) {
        return join(script.claim(claim)).state();
    }
}
