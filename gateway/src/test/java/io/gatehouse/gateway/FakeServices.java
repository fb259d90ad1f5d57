package io.gatehouse.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The services behind the gateway, at their protocol. The last part of a path says what the service does with the request; the
 * services stand outside of Quarkus, so tests learn over HTTP what they saw.
 */
public final class FakeServices implements QuarkusTestResourceLifecycleManager {

    private static final int CHUNK = 16 << 10;

    private final Map<String, String> fates = new ConcurrentHashMap<>();
    private final Map<String, HttpServerRequest> waiting = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final AtomicInteger rawConnections = new AtomicInteger();
    private final FakeSockets sockets = new FakeSockets(fates);
    private final FakeEvents events = new FakeEvents(fates);
    private final FakeRevocations revocations = new FakeRevocations();
    private final FakeSessions sessions = new FakeSessions();
    private final Vertx vertx = Vertx.vertx();
    private EllipticCurveJsonWebKey key;

    @Override
    public Map<String, String> start() {
        key = newKey("first");
        // Quarkus sets it for itself when it starts; it would hold for services that are started again after that, too.
        System.clearProperty("vertx.disableWebsockets");
        var raw = vertx.createNetServer().connectHandler(this::serveRaw).listen(0, "127.0.0.1");
        var url = listen();
        return Map.of(
                "TEST_PACED_URL",
                new PacedService(vertx).listen(),
                "GATEHOUSE_AUTH_URL",
                url,
                "GATEHOUSE_USER_URL",
                url,
                "TEST_NEXT_URL",
                listen(),
                "gatehouse.routes.file",
                RoutesFolder.create(routes()).toString(),
                "TEST_RAW_URL",
                "http://127.0.0.1:"
                        + raw.toCompletionStage().toCompletableFuture().join().actualPort(),
                "TEST_DOWN_URL",
                "http://127.0.0.1:" + closedPort(),
                "test.signing-key",
                key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private String listen() {
        var server = vertx.createHttpServer(
                        new HttpServerOptions().setMaxHeaderSize(64 << 10).setMaxInitialLineLength(16 << 10))
                .webSocketHandler(sockets::serve)
                .requestHandler(this::serve)
                .listen(0, "127.0.0.1");
        return "http://127.0.0.1:"
                + server.toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private static String routes() {
        try (var in = FakeServices.class.getResourceAsStream("/test-routes.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A key pair as the issuer makes them. */
    public static EllipticCurveJsonWebKey newKey(String id) {
        try {
            var made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            made.setKeyId(id);
            made.setUse("sig");
            made.setAlgorithm("ES256");
            return made;
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void serve(HttpServerRequest request) {
        var path = request.path();
        FakeReplies.setFields(request);
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "jwks.json" -> request.response().end(jwks().encode());
            case "token" -> revocations.issueToken(request);
            case "revocations" -> revocations.list(request);
            case "set-revocations" -> revocations.set(request);
            case "refresh" -> sessions.refresh(request);
            case "set-refresh" -> sessions.set(request);
            case "release-refresh" -> sessions.release(request);
            case "refresh-calls" -> sessions.calls(request);
            case "token-reply" -> FakeSessions.reply(request);
            case "openapi.json" -> openApi(request);
            case "fate" -> request.response().end(fates.getOrDefault(request.getParam("id"), "none"));
            case "calls" ->
                request.response()
                        .end(Integer.toString(calls.getOrDefault(request.getParam("id"), new AtomicInteger())
                                .get()));
            case "digest" -> Digests.receive(request);
            case "generate" -> Digests.generate(request, CHUNK);
            case "hang" -> hang(request);
            case "wait" -> waitForRelease(request);
            case "release" -> {
                waiting.remove(request.getParam("id")).response().end("released");
                request.response().end();
            }
            case "reply" -> {
                int call = calls.computeIfAbsent(request.getParam("id", ""), _ -> new AtomicInteger())
                        .incrementAndGet();
                FakeReplies.answer(request, call);
            }
            case "continue" -> {
                request.response().writeContinue();
                echo(request);
            }
            case "early" -> request.response().setStatusCode(403).end("no");
            case "status" -> status(request);
            case "hop" -> hop(request);
            case "socket-command" -> sockets.command(request);
            case "trailers" -> trailers(request);
            case "events" -> events.begin(request);
            case "event" -> events.send(request);
            case "grpc-echo", "grpc-refuse" -> FakeGrpc.serve(request);
            default -> echo(request);
        }
    }

    private JsonObject jwks() {
        return new JsonObject()
                .put("keys", new JsonArray(List.of(new JsonObject(key.toParams(OutputControlLevel.PUBLIC_ONLY)))));
    }

    private void echo(HttpServerRequest request) {
        count(request);
        request.body().onSuccess(body -> {
            fates.put("whole-" + request.getParam("id"), "yes");
            if (request.getHeader("X-Gatehouse-Mirror") != null) {
                fates.put("mirrored-" + request.getParam("id"), request.method() + " " + request.uri() + " " + body);
            }
            var headers = new JsonObject();
            request.headers()
                    .names()
                    .forEach(name -> headers.put(
                            name.toLowerCase(java.util.Locale.ROOT),
                            String.join("|", request.headers().getAll(name))));
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(new JsonObject()
                            .put("method", request.method().name())
                            .put("uri", request.uri())
                            .put("headers", headers)
                            .put("body", body.toString())
                            .toBuffer());
        });
    }

    private void count(HttpServerRequest request) {
        calls.computeIfAbsent(request.getParam("id", ""), _ -> new AtomicInteger())
                .incrementAndGet();
    }

    private void waitForRelease(HttpServerRequest request) {
        var id = request.getParam("id");
        var first = request.getParam("first");
        if (first != null) {
            request.response().setChunked(true).write(first);
        }
        calls.computeIfAbsent(id, _ -> new AtomicInteger()).incrementAndGet();
        waiting.put(id, request);
        fates.put(id, "waiting");
    }

    private void hang(HttpServerRequest request) {
        var id = request.getParam("id");
        fates.put(id, "waiting");
        request.response().closeHandler(_ -> fates.put(id, "cancelled"));
    }

    private void status(HttpServerRequest request) {
        count(request);
        int code = Integer.parseInt(request.getParam("code"));
        var response = request.response().setStatusCode(code);
        if (request.getParam("retry") != null) {
            response.putHeader("Retry-After", request.getParam("retry"));
        }
        if (request.getParam("length") != null) {
            response.putHeader("Content-Length", request.getParam("length"));
        }
        response.end();
    }

    private static void trailers(HttpServerRequest request) {
        request.response()
                .setChunked(true)
                .putHeader("X-Asked", String.valueOf(request.getHeader("TE")))
                .putTrailer("X-Checksum", "42")
                .putTrailer("Set-Cookie", "a=b")
                .putTrailer("Content-Length", "7")
                .putTrailer("X-Gatehouse-Inner", "secret")
                .end("body");
    }

    private static void hop(HttpServerRequest request) {
        request.response()
                .putHeader("Connection", "X-Nominated")
                .putHeader("X-Nominated", "secret")
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("Proxy-Authenticate", "Basic")
                .putHeader("X-Gatehouse-Inner", "secret")
                .putHeader("X-Request-Id", "upstream-made-this")
                .putHeader("X-Kept", "kept")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end("done");
    }

    private static void openApi(HttpServerRequest request) {
        var reference = new JsonObject().put("$ref", "#/components/schemas/Thing");
        var operation = new JsonObject()
                .put("summary", "A thing")
                .put(
                        "responses",
                        new JsonObject()
                                .put(
                                        "200",
                                        new JsonObject()
                                                .put("description", "ok")
                                                .put(
                                                        "content",
                                                        new JsonObject()
                                                                .put(
                                                                        "application/json",
                                                                        new JsonObject().put("schema", reference)))));
        request.response()
                .end(new JsonObject()
                        .put("openapi", "3.1.0")
                        .put("info", new JsonObject().put("title", "Things").put("version", "7"))
                        .put(
                                "paths",
                                new JsonObject()
                                        .put("/open/thing", new JsonObject().put("get", operation))
                                        .put(
                                                "/limited/{id}",
                                                new JsonObject()
                                                        .put("get", operation)
                                                        .put("put", operation))
                                        .put("/internal/v1/events", new JsonObject().put("get", operation)))
                        .put(
                                "components",
                                new JsonObject()
                                        .put(
                                                "schemas",
                                                new JsonObject().put("Thing", new JsonObject().put("type", "object"))))
                        .toBuffer());
    }

    /** What no HTTP server would say. */
    private void serveRaw(NetSocket socket) {
        var name = "%08x".formatted(rawConnections.incrementAndGet());
        socket.closeHandler(_ -> fates.put("connection-" + name, "closed"));
        socket.handler(buffer -> {
            var line = buffer.toString().lines().findFirst().orElse("");
            var path = line.split(" ", -1)[1];
            switch (path.substring(path.lastIndexOf('/') + 1)) {
                case "garbage" -> socket.end(Buffer.buffer("this is no HTTP\r\n\r\n"));
                case "close" -> socket.close();
                case "short" -> socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"));
                case "chunk" ->
                    socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n"));
                case "huge" ->
                    socket.end(Buffer.buffer(
                            "HTTP/1.1 200 OK\r\nX-Big: " + "x".repeat(64 << 10) + "\r\nContent-Length: 0\r\n\r\n"));
                case "accepts-nothing" ->
                    socket.write(String.join(
                            "\r\n",
                            "HTTP/1.1 101 Switching Protocols",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Accept: c29tZXRoaW5nIGVsc2UgMTIzNDU=",
                            "",
                            ""));
                case "until-close" -> socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\n\r\nuntil the end"));
                case "stale" -> staleAfterFirst(socket, path);
                case "connection" -> say(socket, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n" + name);
                default -> sayParts(socket, path);
            }
        });
    }

    // Its last part in Base64, of what is said at once; a dot stands for a pause, an exclamation mark for the end.
    private void sayParts(NetSocket socket, String path) {
        var parts = path.substring(path.lastIndexOf('/') + 1).split("\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = parts[i].endsWith("!");
            var bytes =
                    new String(Base64.getUrlDecoder().decode(parts[i].replace("!", "")), StandardCharsets.ISO_8859_1);
            vertx.setTimer(1 + 100L * i, _ -> {
                say(socket, bytes);
                if (last) {
                    socket.close();
                }
            });
        }
    }

    private static void say(NetSocket socket, String bytes) {
        socket.write(Buffer.buffer(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    // Answers every other request and closes the connection when the next one comes, as one that times out would.
    private void staleAfterFirst(NetSocket socket, String path) {
        int call = calls.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
        if (call == 2) {
            socket.close();
        } else {
            var body = Integer.toString(call);
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }

    private static int closedPort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
