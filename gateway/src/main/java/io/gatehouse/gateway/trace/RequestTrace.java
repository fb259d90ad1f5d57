package io.gatehouse.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.semconv.HttpAttributes;
import io.opentelemetry.semconv.ServerAttributes;
import io.vertx.core.MultiMap;

/** A request as its trace sees it. */
public final class RequestTrace {

    /** Nobody collects traces. */
    public static final RequestTrace NONE = new RequestTrace(null, null, null, Span.getInvalid());

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final Context context;
    private final Span span;

    RequestTrace(Tracer tracer, TextMapPropagator propagator, Context context, Span span) {
        this.tracer = tracer;
        this.propagator = propagator;
        this.context = context;
        this.span = span;
    }

    /** The request's span. It takes anything and keeps nothing where it is not recorded. */
    public Span span() {
        return span;
    }

    /** The trace's id, or null without one. */
    public String id() {
        return context == null ? null : span.getSpanContext().getTraceId();
    }

    /**
     * Begins the span of an attempt to have the request answered.
     *
     * @param number from 1 on
     */
    public AttemptTrace attempt(String method, String upstream, String host, int port, int number) {
        if (context == null) {
            return AttemptTrace.NONE;
        }
        var attempt = tracer.spanBuilder(method + " " + upstream)
                .setParent(context)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(HttpAttributes.HTTP_REQUEST_METHOD, method)
                .setAttribute(ServerAttributes.SERVER_ADDRESS, host)
                .setAttribute(ServerAttributes.SERVER_PORT, (long) port)
                .setAttribute("gatehouse.upstream", upstream);
        if (number > 1) {
            attempt.setAttribute(HttpAttributes.HTTP_REQUEST_RESEND_COUNT, number - 1L);
        }
        var span = attempt.startSpan();
        return new AttemptTrace(propagator, context.with(span), span);
    }

    /** Makes a message that is no attempt part of the trace. */
    public void handOn(MultiMap headers) {
        if (context != null) {
            handOn(propagator, context, headers);
        }
    }

    // What the client sent, or a part of it, must not stand beside it.
    static void handOn(TextMapPropagator propagator, Context context, MultiMap headers) {
        propagator.fields().forEach(headers::remove);
        propagator.inject(context, headers, MultiMap::set);
    }
}
