package io.gatehouse.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Replies as the query asks for them: {@code h=Name:value} for each field, {@code status}, {@code size} or
 * {@code body}, {@code then} for the status of all calls but the first, and {@code put} for what becomes of changes. */
final class FakeReplies {

    private FakeReplies() {}

    static void setFields(HttpServerRequest request) {
        for (var field : request.params().getAll("h")) {
            int colon = field.indexOf(':');
            request.response().headers().add(field.substring(0, colon), field.substring(colon + 1));
        }
    }

    static void answer(HttpServerRequest request, int call) {
        var response = request.response();
        if (HttpMethod.PUT.equals(request.method()) && request.getParam("put") != null) {
            change(request, request.getParam("put"));
            return;
        }
        if (call > 1 && request.getParam("then") != null) {
            response.headers().clear();
            response.setStatusCode(Integer.parseInt(request.getParam("then"))).end("then");
            return;
        }
        var tag = response.headers().get("ETag");
        var asked = request.getHeader("If-None-Match");
        if (tag != null && asked != null && asked.contains(tag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("X-Seen-If-Match", request.getHeader("If-Match") + "");
        response.setStatusCode(Integer.parseInt(request.getParam("status", "200")));
        var size = request.getParam("size");
        response.end(size == null ? request.getParam("body", "reply") : text(Integer.parseInt(size)));
    }

    // Its answer begins and does not end, or there is none.
    private static void change(HttpServerRequest request, String how) {
        if (how.equals("begins")) {
            request.response().setChunked(true).write("begun");
        } else {
            request.connection().close();
        }
    }

    /** Text of this length that can be made smaller. */
    static String text(int size) {
        return "Words, words, words. ".repeat(size / 21 + 1).substring(0, size);
    }
}
