package io.gatehouse.gateway.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.opentelemetry.runtime.config.runtime.OTelRuntimeConfig;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Where traces of requests begin, if anybody collects them. */
@Singleton
public class Traces {

    private final boolean wanted;
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    @Inject
    Traces(OpenTelemetry telemetry, OTelRuntimeConfig config) {
        this(telemetry, !config.sdkDisabled());
    }

    Traces(OpenTelemetry telemetry, boolean wanted) {
        this.wanted = wanted;
        this.tracer = telemetry.getTracer("io.gatehouse.gateway");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /** Begins the span of a request. Where its client sent a trace context, it is part of that trace. */
    public RequestTrace begin(String method, MultiMap headers) {
        if (!wanted) {
            return RequestTrace.NONE;
        }
        var parent = propagator.extract(Context.root(), headers, Fields.GETTER);
        var span = tracer.spanBuilder(method)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        return new RequestTrace(tracer, propagator, parent.with(span), span);
    }

    private enum Fields implements TextMapGetter<MultiMap> {
        GETTER;

        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public String get(MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}
