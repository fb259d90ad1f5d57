package io.gatehouse.e2e;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** An OpenTelemetry collector (OTLP over gRPC) that keeps the spans it gets. */
final class Collector implements AutoCloseable {

    // A gRPC message begins with a byte for its compression and four for its length. The answer is an empty one.
    private static final int PREFIX = 5;
    private static final Buffer EMPTY = Buffer.buffer(new byte[PREFIX]);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** In the order of their numbers in the protocol. */
    enum Kind {
        UNSPECIFIED,
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    /** @param parent the id of the span above, or empty */
    record Span(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            Kind kind,
            Map<String, String> attributes) {

        boolean is(String ofService, Kind ofKind) {
            return service.equals(ofService) && kind == ofKind;
        }
    }

    private Collector() {
        this.server = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static Collector start() {
        return new Collector();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    /** The services that have exported. */
    Set<String> services() {
        return spans.stream().map(Span::service).collect(Collectors.toSet());
    }

    /** The spans of a trace so far. */
    List<Span> spans(String trace) {
        return spans.stream().filter(span -> span.trace.equals(trace)).toList();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            keep(new ProtobufMessage(body.getBytes(PREFIX, body.length())));
            var response = request.response();
            response.putHeader("Content-Type", "application/grpc").putTrailer("grpc-status", "0");
            response.end(EMPTY);
        });
    }

    // opentelemetry/proto/collector/trace/v1: resource spans are 1; in them the resource 1, and scopes 2 with spans 2.
    private void keep(ProtobufMessage export) {
        for (var ofResource : export.messages(1)) {
            var resource = attributes(ofResource.messages(1).getFirst(), 1);
            ofResource.messages(2).stream()
                    .flatMap(scope -> scope.messages(2).stream())
                    .map(span -> span(resource.get("service.name"), span))
                    .forEach(spans::add);
        }
    }

    private static Span span(String service, ProtobufMessage span) {
        return new Span(
                service,
                HexFormat.of().formatHex(span.bytes(1)),
                HexFormat.of().formatHex(span.bytes(2)),
                HexFormat.of().formatHex(span.bytes(4)),
                span.text(5),
                Kind.values()[(int) span.number(6)],
                attributes(span, 9));
    }

    // Of the kinds of values, texts are 1 and whole numbers 3.
    private static Map<String, String> attributes(ProtobufMessage of, int field) {
        var attributes = new HashMap<String, String>();
        for (var attribute : of.messages(field)) {
            var value = attribute.messages(2).getFirst();
            attributes.put(attribute.text(1), value.has(3) ? Long.toString(value.number(3)) : value.text(1));
        }
        return attributes;
    }
}
