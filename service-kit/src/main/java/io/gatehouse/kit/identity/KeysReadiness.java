package io.gatehouse.kit.identity;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the issuer's keys were read; they go on to serve while the issuer is away. */
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
        return HealthCheckResponse.named("verification-keys")
                .status(keys.loaded())
                .build();
    }

    /** The issuer may come up later than we do. How often it is really asked, the client bounds. */
    void load(@Observes StartupEvent start) {
        keys.refresh().onComplete(_ -> {
            if (!keys.loaded()) {
                vertx.setTimer(RETRY_MILLIS, _ -> load(start));
            }
        });
    }
}
