package io.gatehouse.gateway.edge;

import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.impl.ContextInternal;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class EventLoopsTest {

    @Inject
    Edge edge;

    @Test
    void eachHasItsListener() {
        assertThat(edge.eventLoops().stream()
                        .map(context -> ((ContextInternal) context).nettyEventLoop())
                        .distinct())
                .hasSize(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/ready"})
    @Timeout(30)
    void probesAreAnsweredWhileEveryEventLoopOfThePublicPortIsBusy(String probe) throws InterruptedException {
        var busy = new CountDownLatch(edge.eventLoops().size());
        var over = new CountDownLatch(1);
        edge.eventLoops()
                .forEach(loop -> loop.runOnContext(_ -> {
                    busy.countDown();
                    await(over);
                }));
        try {
            busy.await();
            assertThat(get(management(), probe).statusCode()).isEqualTo(200);
        } finally {
            over.countDown();
        }
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private static int management() {
        return ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
    }
}
