package io.gatehouse.bench.gateway;

import io.gatehouse.local.ServiceJvm;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.process.StopSignal;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Vert.x and nothing else: what hands on each request as it is, and what answers each with 1 KiB. */
public final class BareVertx {

    static final String NAME = "vertx";

    private static final int CONNECTIONS = 128;
    private static final Buffer KILOBYTE = Buffer.buffer("x".repeat(1 << 10));

    private BareVertx() {}

    static Contestant on(Testbed testbed) {
        var port = testbed.port(3);
        return new Contestant(
                program(NAME, testbed, port, testbed.upstreamPort()),
                port,
                port,
                EnumSet.of(GatewayCase.PLAIN, GatewayCase.POST),
                Vertx.class.getPackage().getImplementationVersion());
    }

    static Program upstream(Testbed testbed) {
        return program("upstream", testbed, testbed.upstreamPort(), 0);
    }

    /** The port to listen on, and that of the upstream, or 0 to be the upstream. */
    public static void main(String[] ports) {
        int port = Integer.parseInt(ports[0]);
        int upstream = Integer.parseInt(ports[1]);
        Vertx.vertx()
                .deployVerticle(
                        () -> upstream == 0 ? new Upstream(port) : new Proxy(port, upstream),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .onFailure(failure -> {
                    System.err.println(failure);
                    Runtime.getRuntime().halt(1);
                });
    }

    private static Program program(String name, Testbed testbed, int port, int upstream) {
        var command = ServiceJvm.commandForLoad(
                "-cp",
                System.getProperty("java.class.path"),
                BareVertx.class.getName(),
                Integer.toString(port),
                Integer.toString(upstream));
        return new Program(
                name,
                List.copyOf(command),
                Map.of(),
                testbed.folder(name),
                testbed.folders().log(name),
                StopSignal.TERM);
    }

    private static final class Upstream extends AbstractVerticle {

        private final int port;

        Upstream(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer()
                    .requestHandler(request -> request.response().end(KILOBYTE))
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private static final class Proxy extends AbstractVerticle {

        private final int port;
        private final int upstream;
        private HttpClient client;

        Proxy(int port, int upstream) {
            this.port = port;
            this.upstream = upstream;
        }

        @Override
        public void start(Promise<Void> started) {
            client = vertx.createHttpClient(new HttpClientOptions()
                    .setMaxPoolSize(CONNECTIONS)
                    .setDefaultHost("127.0.0.1")
                    .setDefaultPort(upstream));
            vertx.createHttpServer()
                    .requestHandler(this::handOn)
                    .listen(port, "127.0.0.1")
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void handOn(HttpServerRequest request) {
            request.pause();
            client.request(request.method(), request.uri())
                    .compose(outgoing -> {
                        outgoing.headers().setAll(request.headers());
                        return outgoing.send(request);
                    })
                    .compose(answer -> {
                        var response = request.response().setStatusCode(answer.statusCode());
                        response.headers().setAll(answer.headers());
                        return response.send(answer);
                    })
                    .recover(failure -> unanswered(request));
        }

        private static Future<Void> unanswered(HttpServerRequest request) {
            return request.response().setStatusCode(502).end();
        }
    }
}
