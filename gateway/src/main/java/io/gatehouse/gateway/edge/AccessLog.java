package io.gatehouse.gateway.edge;

import io.gatehouse.kit.web.RequestIds;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.handlers.AsyncHandler;

/** One line per request: what was asked and how it ended. Never a query, a header or a body. */
@Singleton
class AccessLog {

    static final String NAME = "io.gatehouse.access";

    private static final Logger LOG = Logger.getLogger(NAME);

    /** The log's thread flushes when nothing waits any more; a write for each line would cost more than the line. */
    void writeInBatches(@Observes StartupEvent start) {
        for (var handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
            if (handler instanceof AsyncHandler async) {
                for (var target : async.getHandlers()) {
                    if (target instanceof ExtHandler console) {
                        console.setAutoFlush(false);
                    }
                }
            }
        }
    }

    void write(Exchange exchange, long nanos) {
        if (!LOG.isLoggable(Level.INFO)) {
            return;
        }
        var status = Integer.toString(exchange.response.getStatusCode());
        var millis = Long.toString(TimeUnit.NANOSECONDS.toMillis(nanos));
        var path = exchange.path == null ? "-" : exchange.path.path();
        var line = exchange.request.method() + " " + path + " " + status + " " + millis + " ms"
                + (exchange.brokenOff ? " broken off" : "");
        var entry = new ExtLogRecord(Level.INFO, line, FormatStyle.NO_FORMAT, NAME);
        entry.setLoggerName(NAME);
        // With its fields at once: one by one each would copy the context of the event loop.
        entry.setMdc(Map.of(
                RequestIds.MDC_KEY,
                exchange.requestId,
                "route",
                exchange.routeId(),
                "status",
                status,
                "duration_ms",
                millis,
                "client",
                exchange.client == null ? "" : exchange.client.getHostAddress()));
        LOG.logRaw(entry);
    }
}
