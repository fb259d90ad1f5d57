package io.gatehouse.gateway.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.quarkus.opentelemetry.runtime.config.runtime.OTelRuntimeConfig;
import io.vertx.core.MultiMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** Where traces of requests begin, if anybody collects them. */
@Singleton
public class Traces {

    private final boolean wanted;
    private final double share;
    private final Tracer tracer;
    private final TextMapPropagator propagator;

    @Inject
    Traces(OpenTelemetry telemetry, OTelRuntimeConfig config) {
        this(
                telemetry,
                !config.sdkDisabled(),
                config.traces().samplerArg().map(Double::parseDouble).orElse(1.0));
    }

    /** @param share of the traces of strangers that are kept, whatever they wish */
    Traces(OpenTelemetry telemetry, boolean wanted, double share) {
        this.wanted = wanted;
        this.share = share;
        this.tracer = telemetry.getTracer("io.gatehouse.gateway");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    /**
     * Begins the span of a request. Where its client sent a trace context, it is part of that trace.
     *
     * @param believed whether the client's decision to keep the trace or not is followed as well
     */
    public RequestTrace begin(String method, MultiMap headers, boolean believed) {
        if (!wanted) {
            return RequestTrace.NONE;
        }
        var told = propagator.extract(Context.root(), headers, Fields.GETTER);
        var parent = believed ? told : decided(told);
        var span = tracer.spanBuilder(method)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        return new RequestTrace(tracer, propagator, parent.with(span), span);
    }

    // By lot and not by the trace's id, as samplers do: a stranger chooses that too.
    private Context decided(Context told) {
        var stranger = Span.fromContext(told).getSpanContext();
        if (!stranger.isValid()) {
            return told;
        }
        boolean kept = ThreadLocalRandom.current().nextDouble() < share;
        return told.with(Span.wrap(SpanContext.createFromRemoteParent(
                stranger.getTraceId(),
                stranger.getSpanId(),
                kept ? TraceFlags.getSampled() : TraceFlags.getDefault(),
                stranger.getTraceState())));
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
