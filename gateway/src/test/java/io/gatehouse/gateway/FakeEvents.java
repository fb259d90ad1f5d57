package io.gatehouse.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A service's server-sent events: a test says when there is one. */
final class FakeEvents {

    private final Map<String, String> fates;
    private final Map<String, HttpServerResponse> open = new ConcurrentHashMap<>();

    FakeEvents(Map<String, String> fates) {
        this.fates = fates;
    }

    void begin(HttpServerRequest request) {
        var id = request.getParam("id");
        var response = request.response();
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").write(": welcome\n\n");
        response.closeHandler(_ -> fates.put(id, "left"));
        open.put(id, response);
        fates.put(id, "open");
    }

    void send(HttpServerRequest request) {
        open.get(request.getParam("id")).write("data: " + request.getParam("data") + "\n\n");
        request.response().end();
    }
}
