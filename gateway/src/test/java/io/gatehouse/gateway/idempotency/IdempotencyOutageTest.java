package io.gatehouse.gateway.idempotency;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.idempotency.KeyedApi.isReplay;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Without Redis nothing with a key goes on; when it is back everything is as it should be. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class IdempotencyOutageTest {

    @Inject
    Edge edge;

    private final String id = UUID.randomUUID().toString();
    private final String path = "/keyed/echo?id=" + id;
    private KeyedApi api;

    @BeforeEach
    void begin() {
        api = KeyedApi.fresh(edge.port());
        awaitRedis();
    }

    @AfterEach
    void bringRedisBack() {
        RedisTestResource.server().start();
        awaitRedis();
    }

    @Test
    void redisThatIsGoneRefusesRequestsWithAKey() {
        api.post(path, "x");
        RedisTestResource.server().stop();

        var refused = api.post(path, "x");
        assertProblem(refused, ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("1");

        RedisTestResource.server().start();
        awaitRedis();
        assertThat(isReplay(api.post(path, "x"))).isTrue();
        assertThat(api.calls(id)).isEqualTo(1);
    }

    @Test
    void claimThatWasGrantedTooLateIsGivenBack() {
        RedisTestResource.server().pause();
        assertProblem(api.post(path, "x"), ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(api.calls(id)).isZero();

        RedisTestResource.server().resume();

        await(() -> api.post(path, "x").statusCode() == 200);
        assertThat(api.calls(id)).isEqualTo(1);
        assertThat(isReplay(api.post(path, "x"))).isTrue();
    }

    @Test
    void replyThatCouldNotBeWrittenIsWrittenLater() throws Exception {
        var waiting = "/keyed/wait?id=" + id;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> api.post(waiting, "x"));
            api.awaitWaiting(id);
            RedisTestResource.server().pause();

            api.release(id);

            assertThat(first.get().body()).isEqualTo("released");
        } finally {
            RedisTestResource.server().resume();
        }

        await(() -> api.post(waiting, "x").statusCode() == 200);
        assertThat(isReplay(api.post(waiting, "x"))).isTrue();
        assertThat(api.calls(id)).isEqualTo(1);
    }

    // All event loops have to.
    private void awaitRedis() {
        for (int inARow = 0; inARow < 4; inARow++) {
            await(() -> KeyedApi.fresh(edge.port()).post("/keyed/echo", "").statusCode() == 200);
        }
    }
}
