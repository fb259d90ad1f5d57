package io.gatehouse.bench.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Gives a token for each that it is shown for the first time, and refuses it the second time. */
final class TokenShop implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("\"refresh_token\":\"([^\"]+)\"");

    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger made = new AtomicInteger();
    private final HttpServer server;

    private TokenShop(HttpServer server) {
        this.server = server;
    }

    static TokenShop open() throws IOException {
        var shop = new TokenShop(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64));
        shop.server.createContext("/", shop::answer);
        shop.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        shop.server.start();
        return shop;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A good one. */
    String fresh() {
        return "token" + made.incrementAndGet();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var shown = TOKEN.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            var isGood = shown.find() && used.add(shown.group(1));
            var body = ("{\"refresh_token\":\"" + fresh() + "\"}").getBytes(UTF_8);
            exchange.sendResponseHeaders(isGood ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
