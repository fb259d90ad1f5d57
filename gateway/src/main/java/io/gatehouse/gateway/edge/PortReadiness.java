package io.gatehouse.gateway.edge;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Ready and started once the routes are loaded and the public port is listened on. */
@Readiness
@Startup
@Singleton
class PortReadiness implements HealthCheck {

    private final Edge edge;

    PortReadiness(Edge edge) {
        this.edge = edge;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("public port").status(edge.port() != 0).build();
    }
}
