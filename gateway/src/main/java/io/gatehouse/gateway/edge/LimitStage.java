package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.gateway.ratelimit.RateLimiter;
import io.gatehouse.gateway.ratelimit.Subjects;
import io.gatehouse.gateway.ratelimit.Verdict;
import io.vertx.core.Future;
import java.util.Set;

/** Counts requests: those that have a route and a caller by the route's limits, those that are refused before by the address. */
final class LimitStage {

    private static final int SERVER_ERRORS = 500;

    private final RateLimiter limiter;
    private final RouteStage routes;

    LimitStage(RateLimiter limiter, RouteStage routes) {
        this.limiter = limiter;
        this.routes = routes;
    }

    /** The refusal of an address that was refused too often, or null. */
    Verdict earlierRefusals(Exchange exchange) {
        var refused = routes.limitsOfRefused();
        return refused.isEmpty() ? null : limiter.remembered(refused, Subjects.of(exchange.client));
    }

    /** Counts a request for its route and caller; a preflight, which costs next to nothing, by limits of its own. */
    Future<Void> count(Exchange exchange) {
        if (exchange.preflight) {
            return limiter.admit(exchange.routes.preflights(), Subjects.of(exchange.client))
                    .map(verdict -> decide(exchange, verdict));
        }
        return limiter.admit(exchange.route.limits(), subjects(exchange)).map(verdict -> decide(exchange, verdict));
    }

    /** Counts an exchange of a browser's cookies, before it is made, by the limits of the route for it. */
    Future<Void> countRefresh(Exchange exchange) {
        var refusal = earlierRefusals(exchange);
        if (refusal != null) {
            return Future.failedFuture(refused(exchange, refusal));
        }
        return limiter.admit(exchange.routes.refreshes(), Subjects.of(exchange.client))
                .compose(verdict -> verdict.admitted()
                        ? Future.succeededFuture()
                        : Future.failedFuture(refused(exchange, verdict)));
    }

    /** Counts a request that is refused, and fails with its refusal, or with another one when there were too many. */
    Future<Void> countRefusal(Exchange exchange, Throwable failure) {
        boolean counted = exchange.limits != null;
        if (counted || !(failure instanceof ApiException refusal) || refusal.code.status >= SERVER_ERRORS) {
            return Future.failedFuture(failure);
        }
        return limiter.admit(routes.limitsOfRefused(), Subjects.of(exchange.client))
                .compose(verdict -> {
                    if (!verdict.admitted()) {
                        decide(exchange, verdict);
                    }
                    return Future.failedFuture(refusal);
                });
    }

    static Void decide(Exchange exchange, Verdict verdict) {
        exchange.limits = verdict;
        if (!verdict.admitted()) {
            throw verdict.refusal();
        }
        return null;
    }

    private static RuntimeException refused(Exchange exchange, Verdict verdict) {
        exchange.limits = verdict;
        return verdict.refusal();
    }

    private static Subjects subjects(Exchange exchange) {
        var identity = exchange.identity;
        return new Subjects(
                exchange.client,
                exchange.route.id(),
                identity != null && identity.isPerson() ? identity.subject() : null,
                identity == null ? null : identity.clientId(),
                identity == null ? Set.of() : identity.plans());
    }
}
