package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.route.RouteFile;
import io.gatehouse.gateway.upstream.UpstreamFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MirrorTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterAll
    static void end() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void copyThatComesTooLateOccupiesNoInstance() {
        var file = RouteFile.parse("routes.yaml", """
                upstreams:
                  things: {url: "http://127.0.0.1:9"}
                routes: []
                """, Map.<String, String>of()::get, 1);
        var things = UpstreamFixture.factory(VERTX, registry, 1, null)
                .open(file.upstreams().get("things"));
        var over = new Deadline(1, false);

        new Mirror(registry, Clock.systemUTC())
                .begin(new Proxy.Call(
                        null, false, null, things, "/", null, "id", over, 0, null, null, List.of(), null));

        assertThat(registry.get("gatehouse.gateway.mirrored")
                        .tag("outcome", "failed")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("gatehouse.gateway.upstream.active").gauge().value())
                .isZero();
    }
}
