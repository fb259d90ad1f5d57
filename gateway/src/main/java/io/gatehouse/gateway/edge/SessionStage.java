package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.browser.BrowserSession;
import io.gatehouse.gateway.browser.BrowserSessions;
import io.gatehouse.gateway.browser.Renewal;
import io.gatehouse.gateway.identity.EdgeIdentity;
import io.gatehouse.kit.identity.Identity;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Who asks: by the token in the header, or by that in the cookies of a browser. */
@Singleton
class SessionStage {

    private final BrowserSessions sessions;
    private final EdgeIdentity identity;
    private final Arrival arrival;

    SessionStage(BrowserSessions sessions, EdgeIdentity identity, Arrival arrival) {
        this.sessions = sessions;
        this.identity = identity;
        this.arrival = arrival;
    }

    /** Settles by what the request is to be identified. */
    void open(Exchange exchange) {
        exchange.session = sessions.open(exchange.request, exchange.route, () -> arrival.caller(exchange));
    }

    /** Whether to find out who asks takes the check of a signature. */
    boolean checksSignature(Exchange exchange) {
        return identity.checksSignature(exchange.request.headers(), exchange.route);
    }

    /** @param limits count an exchange of cookies as the route does at which browsers ask for it */
    Future<Identity> identify(Exchange exchange, LimitStage limits) {
        Supplier<Future<Identity>> establish = () -> identity.establish(exchange.request.headers(), exchange.route);
        return exchange.session == null
                ? establish.get()
                : sessions.identify(
                        exchange.session, establish, renewal(exchange, () -> limits.countRefresh(exchange)));
    }

    /** Answers where {@link BrowserSession#isAnsweredHere}; the request has been counted by then. */
    Future<Void> answer(Exchange exchange) {
        return sessions.answer(exchange.session, exchange.response, renewal(exchange, Future::succeededFuture));
    }

    private static Renewal renewal(Exchange exchange, Supplier<Future<Void>> leave) {
        return new Renewal(
                exchange.clientAddress(),
                exchange.requestId,
                exchange.trace,
                exchange.route.delivery().timeout(),
                leave);
    }
}
