package io.gatehouse.user.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.kit.identity.JwksClient;
import io.gatehouse.user.fake.FakeAuth;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysReadinessTest {

    private final Vertx vertx = Vertx.vertx();
    private final FakeAuth auth = new FakeAuth();

    @AfterEach
    void end() {
        vertx.close();
        auth.close();
    }

    @Test
    void serviceIsReadyOnceItCouldReadTheKeysAndStaysSo() {
        auth.up();
        auth.down();
        var keys = new JwksClient(vertx, URI.create(auth.url() + "/.well-known/jwks.json"), Clock.systemUTC());
        var readiness = new KeysReadiness(keys);
        assertThat(status(readiness)).isEqualTo(Status.DOWN);

        auth.up();
        await().atMost(Duration.ofSeconds(10)).until(() -> status(readiness) == Status.UP);

        auth.down();
        assertThat(status(readiness)).isEqualTo(Status.UP);
    }

    private static Status status(KeysReadiness readiness) {
        return readiness.call().await().atMost(Duration.ofSeconds(1)).getStatus();
    }
}
