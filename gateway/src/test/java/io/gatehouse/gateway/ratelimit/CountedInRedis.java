package io.gatehouse.gateway.ratelimit;

import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import java.util.concurrent.TimeUnit;

/** That limits are counted in Redis, which other tests take away. */
final class CountedInRedis {

    /** A path whose policy lets everything pass without Redis. */
    static final String OPEN = "/without/open";

    private CountedInRedis() {}

    // A response tells when Redis was not asked. All event loops have to.
    static void await(Edge edge) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (int inARow = 0; inARow < 4; ) {
            boolean counted = get(edge.port(), OPEN, new Token(Tokens.fresh()))
                    .headers()
                    .firstValue("ratelimit")
                    .orElseThrow()
                    .equals("\"open-account\";r=0;t=60");
            inARow = counted ? inARow + 1 : 0;
            assertThat(System.nanoTime()).as("Redis was not asked again").isLessThan(deadline);
        }
    }
}
