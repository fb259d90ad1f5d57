package io.gatehouse.kit.web;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Takes leave of callers before the port closes: from TERM on, each response asks for a new connection (RFC 9112 section
 * 9.6), which leads to another replica. A request on a connection that is being closed would be lost.
 */
@Singleton
class ConnectionDrain {

    private static final int EARLY = 9_000;

    private volatile boolean leaving;

    void register(@Observes Filters filters) {
        filters.register(this::announce, EARLY);
    }

    void leave(@Observes ShutdownDelayInitiatedEvent delay) {
        leaving = true;
    }

    private void announce(RoutingContext context) {
        // HTTP/2 has a frame for it, which the server sends when it closes. Every response is asked: those that are on
        // their way at TERM matter the most, since their connections are about to be used again.
        if (context.request().version() == HttpVersion.HTTP_1_1) {
            context.addHeadersEndHandler(headers -> complete(context));
        }
        context.next();
    }

    private void complete(RoutingContext context) {
        if (leaving) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }
}
