package io.gatehouse.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What auth-service says to refresh tokens, as tests have told it before. */
final class FakeSessions {

    private static final Iterable<String> COOKIES = List.of("__Host-gatehouse-access=evil; Path=/; Secure", "own=1");

    private final Map<String, JsonObject> answers = new ConcurrentHashMap<>();
    private final Map<String, List<HttpServerRequest>> held = new ConcurrentHashMap<>();
    private final Map<String, List<String>> seen = new ConcurrentHashMap<>();

    /** The body has {@code status} and {@code body}, and {@code held} where the answer waits to be released. */
    void set(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            answers.put(request.getParam("token"), body.toJsonObject());
            request.response().end();
        });
    }

    void refresh(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var token = body.toJsonObject().getString("refresh_token");
            seen.computeIfAbsent(token, _ -> new CopyOnWriteArrayList<>()).add(request.getHeader("X-Forwarded-For"));
            if (answers.getOrDefault(token, new JsonObject()).getBoolean("held", false)) {
                held.computeIfAbsent(token, _ -> new CopyOnWriteArrayList<>()).add(request);
            } else {
                answer(request, token);
            }
        });
    }

    void release(HttpServerRequest request) {
        var token = request.getParam("token");
        held.getOrDefault(token, List.of()).forEach(waiting -> answer(waiting, token));
        request.response().end();
    }

    /** For whom the token was presented, each time. */
    void calls(HttpServerRequest request) {
        request.response().end(String.join(",", seen.getOrDefault(request.getParam("token"), List.of())));
    }

    /** The reply that the request's body is. */
    static void reply(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response()
                .setStatusCode(Integer.parseInt(request.getParam("status", "200")))
                .putHeader("Content-Type", "application/json")
                .putHeader("Set-Cookie", COOKIES)
                .end(body));
    }

    private void answer(HttpServerRequest request, String token) {
        var answer = answers.getOrDefault(
                token, new JsonObject().put("status", 401).put("body", new JsonObject().put("code", "invalid_token")));
        request.response()
                .setStatusCode(answer.getInteger("status"))
                .end(answer.getJsonObject("body").toBuffer());
    }
}
