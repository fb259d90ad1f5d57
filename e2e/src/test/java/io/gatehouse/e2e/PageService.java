package io.gatehouse.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A page, a script that only its reader may have, and something to change. It stands behind the gateway, and alone as another site. */
final class PageService implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger changes = new AtomicInteger();

    PageService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/app/page", exchange -> answer(exchange, "text/html", "<!doctype html><title>Page</title>"));
        server.createContext(
                "/app/secret.js", exchange -> answer(exchange, "text/javascript", "window.secret = 'read'"));
        server.createContext("/app/change", this::change);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How often somebody who was known changed something. */
    int changes() {
        return changes.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void change(HttpExchange exchange) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Authorization") && "POST".equals(exchange.getRequestMethod())) {
            changes.incrementAndGet();
        }
        answer(exchange, "text/plain", "changed");
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
