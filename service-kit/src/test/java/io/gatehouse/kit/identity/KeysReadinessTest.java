package io.gatehouse.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysReadinessTest {

    private final Vertx vertx = Vertx.vertx();
    private volatile boolean issuerWorks;

    @AfterEach
    void end() {
        vertx.close();
    }

    @Test
    void theServiceIsReadyOnceItCouldReadTheKeysAndStaysSo() throws JoseException {
        var keys = new JwksClient(vertx, URI.create("http://127.0.0.1:" + issuer().actualPort()), Clock.systemUTC());
        var readiness = new KeysReadiness(vertx, keys);
        readiness.load(new StartupEvent());
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);

        issuerWorks = true;
        await().atMost(Duration.ofSeconds(10)).until(() -> readiness.call().getStatus() == Status.UP);

        issuerWorks = false;
        keys.refresh();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    private HttpServer issuer() throws JoseException {
        var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("k1");
        var published = new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
        return vertx.createHttpServer()
                .requestHandler(request -> request.response()
                        .setStatusCode(issuerWorks ? 200 : 503)
                        .end(published))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
