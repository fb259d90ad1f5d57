package io.gatehouse.gateway.proxy;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.route.Route;
import io.gatehouse.gateway.route.RouteFile;
import io.gatehouse.gateway.trace.RequestTrace;
import io.gatehouse.gateway.trace.Traces;
import io.gatehouse.gateway.upstream.FakeInstance;
import io.gatehouse.gateway.upstream.Upstream;
import io.gatehouse.gateway.upstream.UpstreamFixture;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The proxy on a port of its own, in front of one upstream as a routes file describes it. */
final class ProxiedUpstream implements AutoCloseable {

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    /** Who is told of requests; nobody at first. */
    volatile Traces traces;

    private final Vertx vertx;
    private final Upstream upstream;
    private final Route route;
    private final Proxy proxy;
    private volatile int port;
    private final String deployment;

    /** @param ofUpstream and {@code ofRoute}: their keys in the routes file, in YAML's flow style */
    ProxiedUpstream(Vertx vertx, String ofUpstream, String ofRoute, int eventLoops, String dnsServer) {
        var file = RouteFile.parse("routes.yaml", """
                upstreams:
                  things: {%s}
                routes:
                  - {id: things, match: {paths: [/**]}, upstream: things, identity: none%s}
                """.formatted(ofUpstream, ofRoute), Map.<String, String>of()::get, 1);
        this.vertx = vertx;
        this.route = file.routes().getFirst();
        this.upstream = UpstreamFixture.factory(vertx, registry, eventLoops, dnsServer)
                .open(file.upstreams().get("things"));
        this.proxy = new Proxy(vertx, Clock.systemUTC());
        this.deployment = vertx.deployVerticle(Port::new, new DeploymentOptions().setInstances(eventLoops))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static ProxiedUpstream of(Vertx vertx, String settings, String ofRoute, FakeInstance... instances) {
        var urls = java.util.stream.Stream.of(instances).map(FakeInstance::url).toList();
        return new ProxiedUpstream(vertx, "urls: " + urls + settings, ofRoute, 2, null);
    }

    int port() {
        return port;
    }

    HttpResponse<String> get() {
        return GatewayApi.get(port, "/thing");
    }

    double gauge(String name) {
        return registry.get("gatehouse.gateway.upstream." + name).gauge().value();
    }

    double count(String name, String... tags) {
        var counter =
                registry.find("gatehouse.gateway.upstream." + name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Sends GETs, which all have to be answered, until something is so. */
    void getUntil(BooleanSupplier condition) {
        await(() -> {
            assertThat(get().statusCode()).isEqualTo(200);
            return condition.getAsBoolean();
        });
    }

    @Override
    public void close() {
        vertx.undeploy(deployment)
                .compose(_ -> upstream.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** One event loop's part of the port. */
    private final class Port extends AbstractVerticle {

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer()
                    .requestHandler(this::serve)
                    .listen(-1, "127.0.0.1")
                    .onSuccess(server -> port = server.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void serve(HttpServerRequest request) {
            request.pause();
            var deadline = new Deadline(
                    System.currentTimeMillis() + route.delivery().timeout().toMillis(), false);
            var length = request.getHeader("Content-Length");
            try {
                proxy.forward(new Proxy.Call(
                                request,
                                length != null && !"0".equals(length),
                                request,
                                upstream,
                                request.uri(),
                                new Caller("127.0.0.1", "http", null, false),
                                "id",
                                deadline,
                                route.delivery().bodyLimit(),
                                route.delivery().retries(),
                                new Journey(trace(request)),
                                List.of(),
                                null))
                        .onFailure(failure -> refuse(request.response(), failure));
            } catch (ApiException refused) {
                refuse(request.response(), refused);
            }
        }

        private RequestTrace trace(HttpServerRequest request) {
            return traces == null
                    ? RequestTrace.NONE
                    : traces.begin(request.method().name(), request.headers(), true);
        }

        private void refuse(HttpServerResponse response, Throwable failure) {
            if (failure instanceof ApiException refused && !response.headWritten()) {
                if (refused.retryAfter != null) {
                    response.putHeader("Retry-After", Long.toString(refused.retryAfterSeconds()));
                }
                response.setStatusCode(refused.code.status).end(refused.code.wire);
            }
        }
    }
}
