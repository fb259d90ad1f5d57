package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.web.RequestIds;
import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.handlers.AsyncHandler;

/**
 * One line per request: what was asked and how it ended. Never a query, a header or a body. Of requests that were shed most are
 * told together.
 */
@Singleton
class AccessLog {

    static final String NAME = "io.gatehouse.access";

    private static final Logger LOG = Logger.getLogger(NAME);

    // Room for all of them, twice: a map that is full grows.
    private static final int MOST_FIELDS = 32;

    private static final long SHED_MILLIS = 1_000;

    private final Vertx vertx;
    private final ShedTally shed = new ShedTally();

    AccessLog(Vertx vertx) {
        this.vertx = vertx;
    }

    void tellShed(@Observes StartupEvent start) {
        vertx.setPeriodic(SHED_MILLIS, _ -> shed.tellOthers(AccessLog::writeShed));
    }

    void tellShed(@Observes ShutdownEvent stop) {
        shed.tellOthers(AccessLog::writeShed);
    }

    /** A write for each line would cost more than the line. */
    void writeInBatches(@Observes StartupEvent start) {
        for (var handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
            if (handler instanceof AsyncHandler async) {
                async.setHandlers(Stream.of(async.getHandlers())
                        .map(target -> target instanceof ExtHandler console ? new LogBatches(console) : target)
                        .toArray(Handler[]::new));
            }
        }
    }

    void write(Exchange exchange, long nanos) {
        if (!LOG.isLoggable(Level.INFO) || isToldWithOthers(exchange)) {
            return;
        }
        var method = exchange.request.method().name();
        var path = exchange.path == null ? "-" : exchange.path.path();
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        var line = method + " " + path + " " + exchange.status() + " " + millis + " ms"
                + (exchange.brokenOff ? " broken off" : "");
        var fields = new HashMap<String, Object>(MOST_FIELDS);
        fields.put("method", method);
        fields.put("path", path);
        fields.put("duration_ms", millis);
        describe(exchange, fields);
        write(line, fields);
    }

    private boolean isToldWithOthers(Exchange exchange) {
        return exchange.shedBy != null && !shed.isFirst(new ShedTally.Kind(exchange.shedBy, exchange.routeId()));
    }

    private static void writeShed(ShedTally.Kind kind, long requests) {
        var refusal = ErrorCode.SERVICE_UNAVAILABLE;
        var fields = new HashMap<String, Object>(MOST_FIELDS);
        fields.put("requests", requests);
        fields.put("route", kind.route());
        fields.put("status", refusal.status);
        fields.put("outcome", refusal.wire);
        fields.put("shed_by", kind.by());
        write(requests + " more requests of " + kind.route() + " were shed by " + kind.by(), fields);
    }

    // With its fields at once: one by one each would copy the context of the event loop.
    private static void write(String line, Map<String, Object> fields) {
        var entry = new ExtLogRecord(Level.INFO, line, FormatStyle.NO_FORMAT, NAME);
        entry.setLoggerName(NAME);
        entry.setMdc(fields);
        LOG.logRaw(entry);
    }

    // What there is nothing of has no field. Numbers become text on the log's thread.
    private static void describe(Exchange exchange, Map<String, Object> fields) {
        fields.put(RequestIds.MDC_KEY, exchange.requestId);
        fields.put("trace_id", exchange.trace.id());
        fields.put("route", exchange.routeId());
        fields.put("protocol", exchange.request.version().alpnName());
        fields.put("status", exchange.status());
        fields.put("outcome", exchange.outcome());
        describeBytes(exchange, fields);
        fields.put("client", exchange.clientAddress());
        fields.put("replayed", exchange.replayed ? true : null);
        fields.put("upstream", exchange.upstream);
        fields.put("shed_by", exchange.shedBy);
        var identity = exchange.identity;
        if (identity != null) {
            fields.put("account", identity.isPerson() ? identity.subject() : null);
            fields.put("client_id", identity.clientId());
        }
        var journey = exchange.journey;
        if (journey != null) {
            fields.put("instance", journey.instance());
            fields.put("attempts", journey.attempts());
        }
    }

    private static void describeBytes(Exchange exchange, Map<String, Object> fields) {
        var stream = exchange.stream;
        if (stream != null) {
            fields.put("stream", stream.kind().name().toLowerCase(Locale.ROOT));
            fields.put("stream_end", stream.end() == null ? null : stream.end().wire);
        }
        fields.put("bytes_in", exchange.request.bytesRead() + (stream == null ? 0 : stream.bytesFromClient()));
        fields.put("bytes_out", exchange.response.bytesWritten() + (stream == null ? 0 : stream.bytesFromService()));
    }
}
