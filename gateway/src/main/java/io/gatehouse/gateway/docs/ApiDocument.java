package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.context.CurrentContext;
import io.gatehouse.gateway.route.Routes;
import io.gatehouse.gateway.upstream.Attempt;
import io.gatehouse.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** One API document of all services; of a service that is down the part that was read last. */
@Singleton
class ApiDocument {

    private static final Logger LOG = Logger.getLogger(ApiDocument.class);
    private static final Duration MAX_AGE = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Routes routes;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Map<String, ObjectNode> parts = new ConcurrentHashMap<>();
    private Instant readAt = Instant.MIN;
    private Future<Buffer> current;

    ApiDocument(Routes routes, ObjectMapper mapper, Clock clock) {
        this.routes = routes;
        this.mapper = mapper;
        this.clock = clock;
    }

    /** The document as JSON, which all callers share. Those at the same time share one reading of the services, too. */
    synchronized Future<Buffer> get() {
        boolean fresh = clock.instant().isBefore(readAt.plus(MAX_AGE));
        if (current == null || (current.isComplete() && !fresh)) {
            readAt = clock.instant();
            current = Future.join(routes.current().upstreams().all().stream()
                            .map(this::read)
                            .toList())
                    .transform(_ -> Future.succeededFuture(merged()));
        }
        return CurrentContext.observe(current);
    }

    private Future<Void> read(Upstream upstream) {
        return upstream.attempt()
                .map(ApiDocument::body)
                .orElseGet(() -> Future.failedFuture("no instance answers"))
                .map(this::parse)
                .onSuccess(part -> parts.put(upstream.name(), part))
                .onFailure(cause -> LOG.warnf("No API document from %s: %s", upstream.name(), cause))
                .mapEmpty();
    }

    private static Future<Buffer> body(Attempt attempt) {
        return attempt.open(HttpMethod.GET, "/openapi.json")
                .map(request -> request.putHeader(HttpHeaders.ACCEPT, "application/json"))
                .compose(ApiDocument::body)
                .onComplete(_ -> attempt.end());
    }

    private static Future<Buffer> body(HttpClientRequest request) {
        var body = request.send()
                .compose(response -> response.statusCode() == 200
                        ? response.body()
                        : Future.failedFuture("status " + response.statusCode()));
        return body.timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).onFailure(_ -> request.reset());
    }

    private ObjectNode parse(Buffer body) {
        try {
            return (ObjectNode) mapper.readTree(body.getBytes());
        } catch (JsonProcessingException | ClassCastException unreadable) {
            throw new IllegalArgumentException("no API document", unreadable);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private Buffer merged() {
        try {
            return Buffer.buffer(mapper.writeValueAsBytes(
                    new ApiDocumentMerge(mapper, routes.current().table()).merge(new TreeMap<>(parts))));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
