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
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Vert.x and nothing else: what hands on each request as it is, and what answers each with 1 KiB. */
public final class BareVertx {

    static final String NAME = "vertx";

    private static final int CONNECTIONS = 128;
    private static final Buffer KILOBYTE = Buffer.buffer("x".repeat(1 << 10));

    private BareVertx() {}

    static Contestant on(Testbed testbed) {
        var port = testbed.port(3);
        return new Contestant(
                program(NAME, testbed, port, List.of(testbed.upstreamPort())),
                port,
                port,
                EnumSet.of(GatewayCase.PLAIN, GatewayCase.POST),
                Vertx.class.getPackage().getImplementationVersion());
    }

    static Program upstream(Testbed testbed) {
        return program("upstream", testbed, 0, testbed.upstreamPorts());
    }

    /** The port to listen on and that of the upstream, or 0 and all ports of the upstream, to be that. */
    public static void main(String[] arguments) {
        var ports = Stream.of(arguments).map(Integer::parseInt).toList();
        int port = ports.getFirst();
        var upstream = ports.subList(1, ports.size());
        Vertx.vertx()
                .deployVerticle(
                        () -> port == 0 ? new Upstream(upstream) : new Proxy(port, upstream.getFirst()),
                        new DeploymentOptions()
                                .setInstances(Runtime.getRuntime().availableProcessors()))
                .onFailure(failure -> {
                    System.err.println(failure);
                    Runtime.getRuntime().halt(1);
                });
    }

    private static Program program(String name, Testbed testbed, int port, List<Integer> upstream) {
        var command = ServiceJvm.commandForLoad(
                "-cp", System.getProperty("java.class.path"), BareVertx.class.getName(), Integer.toString(port));
        upstream.forEach(number -> command.add(Integer.toString(number)));
        return new Program(
                name,
                List.copyOf(command),
                Map.of(),
                testbed.folder(name),
                testbed.folders().log(name),
                StopSignal.TERM);
    }

    private static final class Upstream extends AbstractVerticle {

        private final List<Integer> ports;

        Upstream(List<Integer> ports) {
            this.ports = ports;
        }

        @Override
        public void start(Promise<Void> started) {
            Future.all(ports.stream().map(this::listen).toList())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private Future<HttpServer> listen(int port) {
            return vertx.createHttpServer()
                    .requestHandler(request -> request.response().end(KILOBYTE))
                    .listen(port, "127.0.0.1");
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
            boolean hasBody = hasBody(request);
            if (hasBody) {
                request.pause();
            }
            client.request(request.method(), request.uri())
                    .compose(outgoing -> {
                        outgoing.headers().setAll(request.headers());
                        return hasBody ? outgoing.send(request) : outgoing.send();
                    })
                    .compose(answer -> {
                        var response = request.response().setStatusCode(answer.statusCode());
                        response.headers().setAll(answer.headers());
                        return response.send(answer);
                    })
                    .recover(failure -> unanswered(request));
        }

        // What has none would otherwise be sent on in chunks.
        private static boolean hasBody(HttpServerRequest request) {
            return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                    || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        }

        private static Future<Void> unanswered(HttpServerRequest request) {
            return request.response().setStatusCode(502).end();
        }
    }
}
