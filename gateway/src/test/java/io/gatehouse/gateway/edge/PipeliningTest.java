package io.gatehouse.gateway.edge;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class PipeliningTest {

    private static final String GET = "GET %s HTTP/1.1\r\nHost: a\r\n\r\n";

    @Inject
    Edge edge;

    @Inject
    EdgeMetrics metrics;

    @Test
    void manyRequestsThatAreAnsweredAtOnceWaitBehindASlowOne() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(GET.formatted("/open/status?code=201")
                    + GET.formatted("/problems/not_found").repeat(2_000)
                    + GET.formatted("/open/status?code=202"));

            assertThat(client.read().status()).isEqualTo(201);
            for (int i = 0; i < 2_000; i++) {
                assertThat(client.read().status()).isEqualTo(200);
            }
            assertThat(client.read().status()).isEqualTo(202);
        }
        awaitActive(0);
    }

    @Test
    void nextRequestIsNotTakenBeforeTheClientReads() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(GET.formatted("/open/generate?bytes=10000000")
                    + GET.formatted("/docs/docs.js").repeat(5_000));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            assertThat(metrics.inFlight()).isOne();
            client.readHead();
            assertThat(client.readBytes(10_000_000)).isEqualTo(10_000_000);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));

            assertThat(metrics.inFlight()).isLessThanOrEqualTo(1);
            for (int i = 0; i < 5_000; i++) {
                assertThat(client.read().status()).isEqualTo(200);
            }
        }
        awaitActive(0);
    }

    @Test
    void clientThatLeavesTakesItsRequestsWithIt() throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            client.send(
                    GET.formatted("/open/hang?id=left") + GET.formatted("/n").repeat(2_000));
            awaitActive(1);
        }
        awaitActive(0);
    }

    private void awaitActive(int requests) {
        await(() -> metrics.inFlight(), requests);
    }
}
