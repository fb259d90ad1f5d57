package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.route.Match;
import io.gatehouse.gateway.trace.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.semconv.ClientAttributes;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.UrlAttributes;
import jakarta.inject.Singleton;

/** What a request's span tells, if anybody collects it. Never a query, a header or a body, and nothing of the account. */
@Singleton
class RequestSpans {

    private static final int SERVER_ERRORS = 500;

    private final Traces traces;

    RequestSpans(Traces traces) {
        this.traces = traces;
    }

    void begin(Exchange exchange) {
        exchange.trace = traces.begin(method(exchange), exchange.request.headers(), exchange.trustedPeer);
    }

    void end(Exchange exchange) {
        var span = exchange.trace.span();
        if (span.isRecording()) {
            describe(exchange, span);
        }
        span.end();
    }

    private static void describe(Exchange exchange, Span span) {
        int status = exchange.status();
        span.setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, method(exchange))
                .setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, (long) status)
                .setAttribute(UrlAttributes.URL_SCHEME, exchange.ownScheme())
                .setAttribute(ClientAttributes.CLIENT_ADDRESS, exchange.clientAddress())
                .setAttribute("gatehouse.route", exchange.routeId())
                .setAttribute("gatehouse.request_id", exchange.requestId);
        if (exchange.path != null) {
            span.setAttribute(UrlAttributes.URL_PATH, exchange.path.path());
        }
        if (exchange.match != null) {
            span.updateName(method(exchange) + " " + exchange.match.path());
            span.setAttribute(HttpAttributes.HTTP_ROUTE, exchange.match.path());
        }
        if (status >= SERVER_ERRORS || !exchange.response.ended()) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ErrorAttributes.ERROR_TYPE, exchange.outcome());
        }
    }

    // Names of spans are few: what clients think up is none.
    private static String method(Exchange exchange) {
        var name = exchange.request.method().name();
        return Match.METHODS.contains(name) ? name : "HTTP";
    }
}
