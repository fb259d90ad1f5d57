package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.Upstream;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started once the DNS has been asked for the instances of each service: before, its requests would be refused. A name that
 * stands for nothing holds up nobody, since the other services have theirs.
 */
@Startup
@Singleton
class NamesLookedUp implements HealthCheck {

    private final Routes routes;

    NamesLookedUp(Routes routes) {
        this.routes = routes;
    }

    @Override
    public HealthCheckResponse call() {
        boolean all = routes.current().upstreams().all().stream().allMatch(Upstream::isLookedUp);
        return HealthCheckResponse.named("names of services").status(all).build();
    }
}
