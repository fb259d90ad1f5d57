package io.gatehouse.kit.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/**
 * Leaves refused tokens to the resources that ask for one, and so to the mappers of problems. The platform has a handler for those
 * that are refused before; lest metrics miss the template of the path then, it looks that up for every request beforehand, and builds
 * the tree of all paths for it each time: a seventh of what a small request costs. Without rules for paths, nothing is refused before.
 */
class RefusedTokens {

    /** Of one priority, who registered later runs later: after the platform's handler is there, before it is prepared. */
    void register(@Observes Filters filters) {
        filters.register(RefusedTokens::leave, SecurityHandlerPriorities.AUTHENTICATION);
    }

    private static void leave(RoutingContext context) {
        context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        context.next();
    }
}
