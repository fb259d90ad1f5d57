package io.gatehouse.gateway.upstream;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** One instance of a service: answers, fails, hangs, breaks connections, dies and comes back on the same port. */
public final class FakeInstance implements AutoCloseable {

    private final Vertx vertx;
    private final String host;
    private final AtomicInteger calls = new AtomicInteger();
    private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
    private volatile Handler<HttpServerRequest> behaviour =
            request -> request.response().end("well");
    private volatile HttpServer server;
    private int port;

    private FakeInstance(Vertx vertx, String host, int port) {
        this.vertx = vertx;
        this.host = host;
        this.port = port;
    }

    public static FakeInstance start(Vertx vertx) {
        return startAt(vertx, "127.0.0.1", 0);
    }

    public static FakeInstance startAt(Vertx vertx, String host, int port) {
        var instance = new FakeInstance(vertx, host, port);
        instance.revive();
        return instance;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://" + host + ":" + port;
    }

    /** The requests that came. */
    public int calls() {
        return calls.get();
    }

    /** The bodies that came, those that were complete. */
    public Queue<String> bodies() {
        return bodies;
    }

    public FakeInstance answersWith(int status, String... header) {
        return does(request -> {
            for (int i = 0; i < header.length; i += 2) {
                request.response().putHeader(header[i], header[i + 1]);
            }
            request.response().setStatusCode(status).end();
        });
    }

    public FakeInstance isWell() {
        return does(request -> request.response().end("well"));
    }

    public FakeInstance hangs() {
        return does(_ -> {});
    }

    public FakeInstance resets() {
        return does(request -> request.connection().close());
    }

    public FakeInstance does(Handler<HttpServerRequest> another) {
        behaviour = another;
        return this;
    }

    /** Closes its port and all its connections. */
    public void die() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    public void revive() {
        server = vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port))
                .requestHandler(this::serve)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        port = server.actualPort();
    }

    @Override
    public void close() {
        die();
    }

    private void serve(HttpServerRequest request) {
        calls.incrementAndGet();
        var now = behaviour;
        request.body().onSuccess(body -> {
            bodies.add(body.toString());
            now.handle(request);
        });
    }
}
