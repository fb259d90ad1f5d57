package io.gatehouse.gateway.edge;

import io.gatehouse.kit.web.RequestIds;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** One line per request: what was asked and how it ended. Never a query, a header or a body. */
@Singleton
class AccessLog {

    private static final Logger LOG = Logger.getLogger("io.gatehouse.access");

    void write(Exchange exchange, long nanos) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        MDC.put(RequestIds.MDC_KEY, exchange.requestId);
        MDC.put("route", exchange.routeId());
        MDC.put("status", exchange.response.getStatusCode());
        MDC.put("duration_ms", TimeUnit.NANOSECONDS.toMillis(nanos));
        MDC.put("client", exchange.client == null ? "" : exchange.client.getHostAddress());
        var path = exchange.path == null ? "-" : exchange.path.path();
        LOG.infof(
                "%s %s %d %d ms%s",
                exchange.request.method(),
                path,
                exchange.response.getStatusCode(),
                TimeUnit.NANOSECONDS.toMillis(nanos),
                exchange.brokenOff ? " broken off" : "");
    }
}
