package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.gateway.overload.LoopWatch;
import io.gatehouse.gateway.overload.Overload;
import io.gatehouse.gateway.overload.Priority;

/**
 * Sheds what the gateway or the service cannot bear, before anything is done for it, and measures how long services take. As one
 * event loop does it.
 */
final class AdmissionStage {

    private final Overload overload;
    private final LoopWatch loop;

    AdmissionStage(Overload overload) {
        this.overload = overload;
        this.loop = overload.watch();
    }

    /** Needs nothing but the route. */
    void check(Exchange exchange) {
        // Without its answer a browser could not even be told.
        if (exchange.preflight) {
            return;
        }
        var destination = exchange.route.destination();
        if (!destination.isGateway() && destination.shares().size() == 1) {
            checkUpstream(exchange, destination.shares().getFirst().upstream());
        }
        // Last: what a service cannot bear takes nothing of what this loop can do.
        if (!loop.admits(priority(exchange))) {
            throw shed(exchange, Overload.GATEWAY);
        }
        exchange.loop = loop;
    }

    /** The request is about to go to its upstream. Others may have passed the check since it did. */
    void begin(Exchange exchange) {
        checkUpstream(exchange, exchange.upstream);
        // What it becomes has no answer that could be late. Offers that nobody follows change nothing.
        if (exchange.upgrade) {
            return;
        }
        if (exchange.hasBody && !exchange.request.isEnded()) {
            // A client may take its time to send it.
            exchange.request.end().onSuccess(_ -> owed(exchange));
        } else {
            owed(exchange);
        }
    }

    /** The answer has begun, whoever made it, or there will be none. The first call counts. */
    static void end(Exchange exchange) {
        var visit = exchange.visit;
        exchange.visit = null;
        if (visit != null) {
            visit.end(exchange.refusal == null && !exchange.response.closed());
        }
    }

    /** Nothing more is to be done for it. Called once. */
    static void depart(Exchange exchange) {
        end(exchange);
        if (exchange.loop != null) {
            exchange.loop.done();
        }
    }

    private void owed(Exchange exchange) {
        if (!exchange.response.headWritten() && !exchange.departed) {
            exchange.visit = loop.visit(exchange.pace, priority(exchange));
        }
    }

    private void checkUpstream(Exchange exchange, String upstream) {
        exchange.pace = overload.pace(upstream, exchange.route.id());
        if (!exchange.pace.admits(priority(exchange))) {
            throw shed(exchange, upstream);
        }
    }

    private ApiException shed(Exchange exchange, String by) {
        exchange.shedBy = by;
        return overload.shed(by, priority(exchange));
    }

    private static Priority priority(Exchange exchange) {
        return exchange.route.priority();
    }
}
