package io.gatehouse.auth.key;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Without its key this instance can neither issue nor verify a token. */
@Readiness
@Singleton
class KeyReadiness implements HealthCheck {

    private final SigningKeys keys;

    KeyReadiness(SigningKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("signing-key")
                .status(keys.findRing().isPresent())
                .build();
    }
}
