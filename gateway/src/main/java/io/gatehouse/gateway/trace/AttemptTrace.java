package io.gatehouse.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.semconv.ErrorAttributes;
import io.opentelemetry.semconv.HttpAttributes;
import io.vertx.core.MultiMap;

/** One attempt at one instance as its trace sees it. */
public final class AttemptTrace {

    /** Nobody collects traces. */
    public static final AttemptTrace NONE = new AttemptTrace(null, null, Span.getInvalid());

    private static final int ERRORS = 400;

    private final TextMapPropagator propagator;
    private final Context context;
    private final Span span;
    private boolean answered;
    private boolean failed;

    AttemptTrace(TextMapPropagator propagator, Context context, Span span) {
        this.propagator = propagator;
        this.context = context;
        this.span = span;
    }

    /** Makes the service's span a child of this one. */
    public void handOn(MultiMap headers) {
        if (context != null) {
            RequestTrace.handOn(propagator, context, headers);
        }
    }

    /** The instance answered, whatever it said. */
    public void answered(int status) {
        if (context != null) {
            span.setAttribute(HttpAttributes.HTTP_RESPONSE_STATUS_CODE, (long) status);
            answered = true;
            if (status >= ERRORS) {
                failed(Integer.toString(status));
            }
        }
    }

    /** No answer came, or not all of it. What is told first counts: it led to the rest. */
    public void failed(String reason) {
        if (context != null && !failed) {
            failed = true;
            span.setAttribute(ErrorAttributes.ERROR_TYPE, reason);
            span.setStatus(StatusCode.ERROR);
        }
    }

    /** Nothing more happens. */
    public void end() {
        if (!answered) {
            failed("abandoned");
        }
        span.end();
    }
}
