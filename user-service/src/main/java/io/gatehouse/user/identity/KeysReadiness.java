package io.gatehouse.user.identity;

import io.gatehouse.kit.identity.JwksClient;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the issuer's keys were read; they go on to serve while the issuer is away. */
@Readiness
@Singleton
class KeysReadiness implements AsyncHealthCheck {

    private final JwksClient keys;

    KeysReadiness(JwksClient keys) {
        this.keys = keys;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        if (!keys.loaded()) {
            keys.refresh(); // for the next probe; at a rate that the client bounds
        }
        return Uni.createFrom()
                .item(HealthCheckResponse.named("verification-keys")
                        .status(keys.loaded())
                        .build());
    }
}
