package io.gatehouse.bench.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Publishes a key set where auth-service would. */
final class IssuerServer implements AutoCloseable {

    static final String PATH = "/.well-known/jwks.json";

    private static final int OK = 200;

    private final HttpServer server;

    private IssuerServer(HttpServer server) {
        this.server = server;
    }

    static IssuerServer start(int port, String jwks) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(PATH, exchange -> answer(exchange, jwks.getBytes(UTF_8)));
        server.start();
        return new IssuerServer(server);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Cache-Control", "max-age=300");
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
