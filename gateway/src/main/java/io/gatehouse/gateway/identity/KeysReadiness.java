package io.gatehouse.gateway.identity;

import io.gatehouse.kit.identity.JwksClient;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the issuer's keys have been read: without them no token can be verified. */
@Readiness
@Singleton
class KeysReadiness implements HealthCheck {

    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final JwksClient keys;

    KeysReadiness(Vertx vertx, JwksClient keys) {
        this.vertx = vertx;
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("verification keys")
                .status(keys.loaded())
                .build();
    }

    // At first start the issuer may come up later than the gateway.
    void load(@Observes StartupEvent start) {
        keys.refresh().onComplete(_ -> {
            if (!keys.loaded()) {
                vertx.setTimer(RETRY_MILLIS, _ -> load(start));
            }
        });
    }
}
