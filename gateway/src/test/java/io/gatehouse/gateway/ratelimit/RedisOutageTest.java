package io.gatehouse.gateway.ratelimit;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class RedisOutageTest {

    private static final String CLOSED = "/without/closed";
    private static final String LOCAL = "/without/local";

    @Inject
    Edge edge;

    @AfterEach
    void bringRedisBack() {
        RedisTestResource.server().start();
        CountedInRedis.await(edge);
    }

    @Test
    void withoutRedisEachPolicyDoesAsItSays() {
        CountedInRedis.await(edge);
        var token = new Token(Tokens.fresh());
        RedisTestResource.server().stop();

        assertThat(get(edge.port(), CountedInRedis.OPEN, token).statusCode()).isEqualTo(200);
        var second = get(edge.port(), CountedInRedis.OPEN, token);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.headers().firstValue("ratelimit")).hasValue("\"open-account\";r=1;t=0;gatehouse-mode=open");

        var closed = get(edge.port(), CLOSED, token);
        assertProblem(closed, ErrorCode.SERVICE_UNAVAILABLE);
        assertThat(closed.headers().firstValue("retry-after")).hasValue("1");
        assertThat(closed.headers().firstValue("ratelimit"))
                .hasValue("\"closed-account\";r=0;t=1;gatehouse-mode=closed");

        assertThat(get(edge.port(), LOCAL, token).headers().firstValue("ratelimit"))
                .hasValue("\"local-account\";r=1;t=30;gatehouse-mode=local");
        assertThat(get(edge.port(), LOCAL, token).statusCode()).isEqualTo(200);
        var limited = get(edge.port(), LOCAL, token);
        assertProblem(limited, ErrorCode.RATE_LIMITED);
        assertThat(limited.headers().firstValue("retry-after")).hasValue("30");
    }

    @Test
    void whatRedisCountedIsNotGrantedAgainWithoutIt() {
        CountedInRedis.await(edge);
        var token = new Token(Tokens.fresh());
        assertThat(get(edge.port(), LOCAL, token).headers().firstValue("ratelimit"))
                .hasValue("\"local-account\";r=1;t=30");

        RedisTestResource.server().stop();

        assertThat(get(edge.port(), LOCAL, token).statusCode()).isEqualTo(200);
        assertProblem(get(edge.port(), LOCAL, token), ErrorCode.RATE_LIMITED);
    }

    @Test
    void limitsAreCountedAgainWithinTwoSeconds() {
        CountedInRedis.await(edge);
        RedisTestResource.server().stop();
        assertThat(get(edge.port(), CountedInRedis.OPEN, new Token(Tokens.fresh()))
                        .statusCode())
                .isEqualTo(200);

        RedisTestResource.server().start();
        long back = System.nanoTime();
        CountedInRedis.await(edge);

        assertThat(System.nanoTime() - back).isLessThan(TimeUnit.SECONDS.toNanos(2));
    }
}
