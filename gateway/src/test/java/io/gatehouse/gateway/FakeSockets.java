package io.gatehouse.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A service's WebSockets: the last part of the path says what it does with one, its {@code id} where tests hear of it. */
final class FakeSockets {

    private static final Buffer PIECE = Buffer.buffer(new byte[32 << 10]);

    private final Map<String, String> fates;
    private final Map<String, ServerWebSocket> open = new ConcurrentHashMap<>();

    FakeSockets(Map<String, String> fates) {
        this.fates = fates;
    }

    @SuppressWarnings("deprecation") // What is there instead decides before the path is known to a handler.
    void serve(ServerWebSocket socket) {
        var path = socket.path();
        var id = socket.query() == null ? "" : socket.query().replace("id=", "");
        open.put(id, socket);
        socket.closeHandler(_ -> fates.put(id, "closed " + socket.closeStatusCode()));
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "refuse" -> socket.reject(418);
            case "headers" -> socket.writeTextMessage(socket.headers().toString());
            case "greet" -> socket.writeTextMessage("at once");
            case "flood" -> flood(socket, id);
            case "deaf" -> deaf(socket, id);
            default -> {
                fates.put(id, "open");
                socket.handler(message -> socket.writeTextMessage("heard " + message));
            }
        }
    }

    /** {@code do} is close or hear, with the socket of {@code id}. */
    void command(HttpServerRequest request) {
        var socket = open.get(request.getParam("id"));
        switch (request.getParam("do")) {
            case "close" -> socket.close((short) 4000, "done");
            case "hear" -> socket.resume();
            default -> throw new IllegalArgumentException();
        }
        request.response().end();
    }

    // As much as it can; the fate is how much that was.
    private void flood(ServerWebSocket socket, String id) {
        var sent = new AtomicLong();
        socket.drainHandler(_ -> send(socket, id, sent));
        send(socket, id, sent);
    }

    private void send(ServerWebSocket socket, String id, AtomicLong sent) {
        while (!socket.writeQueueFull() && !socket.isClosed()) {
            socket.writeBinaryMessage(PIECE);
            fates.put(id, Long.toString(sent.addAndGet(PIECE.length())));
        }
    }

    private void deaf(ServerWebSocket socket, String id) {
        var heard = new AtomicLong();
        socket.frameHandler(frame ->
                fates.put(id, Long.toString(heard.addAndGet(frame.binaryData().length()))));
        socket.pause();
        fates.put(id, "0");
    }
}
