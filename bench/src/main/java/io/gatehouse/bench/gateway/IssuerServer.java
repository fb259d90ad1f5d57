package io.gatehouse.bench.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What the gateway needs of auth-service: the key set, a token of its own, and a list of revocations with nothing in it. */
final class IssuerServer implements AutoCloseable {

    static final String PATH = "/.well-known/jwks.json";

    private static final String TOKEN = "{\"access_token\":\"bench\",\"token_type\":\"Bearer\",\"expires_in\":900}";
    private static final String NO_REVOCATIONS = "{\"items\":[],\"next_cursor\":null}";
    private static final int OK = 200;

    private final HttpServer server;

    private IssuerServer(HttpServer server) {
        this.server = server;
    }

    static IssuerServer start(int port, String jwks) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext(PATH, exchange -> answer(exchange, jwks.getBytes(UTF_8)));
        server.createContext("/oauth2/token", exchange -> answer(exchange, TOKEN.getBytes(UTF_8)));
        server.createContext("/internal/v1/revocations", exchange -> answer(exchange, NO_REVOCATIONS.getBytes(UTF_8)));
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
