package io.gatehouse.gateway.edge;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.browser.SessionCookies;
import io.gatehouse.gateway.cors.Cors;
import io.gatehouse.gateway.securityheaders.SecurityHeaders;
import io.gatehouse.kit.web.RequestIds;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;

/** The last that happens to a request: the response's own fields, log and metrics, and what becomes of the connection. */
@Singleton
class Departure {

    // Reading away this much costs less than a new connection; of anything larger the connection is closed.
    private static final long MAX_DISCARDED = 64 << 10;

    private static final int SWITCHING_PROTOCOLS = 101;

    private final Vertx vertx;
    private final EdgeConfig config;
    private final SecurityHeaders security;
    private final EdgeMetrics metrics;
    private final RequestSpans spans;
    private final AccessLog log;
    private volatile boolean draining;

    Departure(
            Vertx vertx,
            EdgeConfig config,
            SecurityHeaders security,
            EdgeMetrics metrics,
            RequestSpans spans,
            AccessLog log) {
        this.vertx = vertx;
        this.config = config;
        this.security = security;
        this.metrics = metrics;
        this.spans = spans;
        this.log = log;
    }

    /** Called when the response's header is about to be written, whoever made it. */
    void completeHeader(Exchange exchange) {
        AdmissionStage.end(exchange);
        exchange.answeredNanos = System.nanoTime();
        var headers = exchange.response.headers();
        headers.set(RequestIds.HEADER, exchange.requestId);
        security.complete(headers, exchange.isSecure(), exchange.isEmbeddable());
        SessionCookies.dropFrom(headers);
        if (exchange.session != null) {
            exchange.session.completeHeader(headers);
        }
        if (exchange.route != null && exchange.route.cors() != null) {
            Cors.completeHeader(exchange.request, exchange.route.cors(), headers);
        }
        if (exchange.limits != null) {
            exchange.limits.writeTo(headers);
        }
        if (exchange.response.getStatusCode() == SWITCHING_PROTOCOLS) {
            return;
        }
        if (draining || exchange.closeAfter || (isUnread(exchange) && !isDiscardable(exchange))) {
            exchange.closeAfter = true;
            exchange.carrier.announceEnd(headers);
        }
    }

    /** Called when nothing more will be written, and when the connection has closed; the first call counts. */
    void close(Exchange exchange) {
        if (exchange.departed) {
            return;
        }
        exchange.departed = true;
        AdmissionStage.depart(exchange);
        try {
            settle(exchange);
        } finally {
            if (exchange.compression != null) {
                exchange.compression.close();
            }
            if (exchange.routes != null) {
                exchange.routes.release();
            }
            // After this response the connection ends, whatever else has been sent on it.
            if (!exchange.closeAfter && !exchange.brokenOff) {
                exchange.carrier.answered();
            }
        }
    }

    /** Requests that have not departed. */
    int inFlight() {
        return metrics.inFlight();
    }

    /** From now on every response asks its client to connect anew, elsewhere. */
    void drain() {
        draining = true;
    }

    private void settle(Exchange exchange) {
        long nanos = System.nanoTime() - exchange.startedNanos;
        if (exchange.stream != null) {
            exchange.stream.close();
        }
        metrics.ended(exchange, exchange.isStream() ? exchange.answeredNanos - exchange.startedNanos : nanos);
        spans.end(exchange);
        log.write(exchange, nanos);
        boolean unread = isUnread(exchange) && !exchange.response.closed();
        if (unread && !(exchange.closeAfter && exchange.carrier.mayEndBeforeBody())) {
            discardRest(exchange);
        } else if (exchange.closeAfter) {
            exchange.carrier.end();
        }
    }

    private void discardRest(Exchange exchange) {
        var request = exchange.request;
        long timer = vertx.setTimer(config.lingerTimeout().toMillis(), _ -> exchange.carrier.end());
        request.exceptionHandler(cause -> {
            // After a body that could not be read the connection is still there.
            if (!(cause instanceof ApiException)) {
                vertx.cancelTimer(timer);
            }
        });
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            if (exchange.closeAfter) {
                exchange.carrier.end();
            }
        });
        request.handler(_ -> {});
        request.resume();
    }

    private static boolean isUnread(Exchange exchange) {
        return exchange.hasBody && !exchange.request.isEnded();
    }

    // A client that waits for 100 (Continue) may or may not send its body after a final response:
    // nobody could tell. One that has not sent it in time is not waited for any longer.
    private static boolean isDiscardable(Exchange exchange) {
        var headers = exchange.request.headers();
        var length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return exchange.carrier.unreadable() == null
                && exchange.response.getStatusCode() != ErrorCode.REQUEST_TIMEOUT.status
                && length != null
                && Long.parseLong(length) <= MAX_DISCARDED
                && !headers.contains(HttpHeaders.EXPECT);
    }
}
