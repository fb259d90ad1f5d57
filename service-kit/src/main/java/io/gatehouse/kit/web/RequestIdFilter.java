package io.gatehouse.kit.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;

/** Takes over the gateway's request id or makes one, for the log and the response, before anything else runs. */
class RequestIdFilter {

    static final String CONTEXT_KEY = "gatehouse.request-id";

    /** Above every other filter: a refusal by one of those is answered and logged under the id too. */
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(RequestIdFilter::identify, FIRST);
    }

    private static void identify(RoutingContext context) {
        var sent = context.request().getHeader(RequestIds.HEADER);
        var id = RequestIds.acceptable(sent) ? sent : RequestIds.next();
        context.put(CONTEXT_KEY, id);
        context.response().putHeader(RequestIds.HEADER, id);
        MDC.put(RequestIds.MDC_KEY, id);
        context.next();
    }
}
