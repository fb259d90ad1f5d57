package io.gatehouse.auth.account;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Who waits until the set is ready may sign in as its first administrator then. */
@Readiness
@Singleton
class AdministratorReadiness implements HealthCheck {

    private final FirstAdministrator administrator;

    AdministratorReadiness(FirstAdministrator administrator) {
        this.administrator = administrator;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("first-administrator")
                .status(administrator.isSettled())
                .build();
    }
}
