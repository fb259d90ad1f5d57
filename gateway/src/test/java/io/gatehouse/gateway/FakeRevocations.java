package io.gatehouse.gateway;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The list of revocations as auth-service gives it to the gateway, two a page. A test says what is in it. */
final class FakeRevocations {

    private static final int PAGE = 2;
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("gateway:for-tests-only".getBytes(StandardCharsets.US_ASCII));

    private volatile JsonArray all = new JsonArray();
    private volatile boolean available = true;

    void issueToken(HttpServerRequest request) {
        if (!CREDENTIALS.equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        request.response()
                .end(new JsonObject()
                        .put("access_token", "of-the-gateway")
                        .put("expires_in", 900)
                        .toBuffer());
    }

    void list(HttpServerRequest request) {
        if (!available) {
            request.response().setStatusCode(503).end();
        } else if (!"Bearer of-the-gateway".equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
        } else {
            request.response()
                    .end(page(Integer.parseInt(request.getParam("cursor", "0"))).toBuffer());
        }
    }

    /** {@code available=false} takes the list away; else the body is what is in it. */
    void set(HttpServerRequest request) {
        available = !"false".equals(request.getParam("available"));
        request.body().onSuccess(body -> {
            all = body.length() == 0 ? new JsonArray() : body.toJsonArray();
            request.response().end();
        });
    }

    private JsonObject page(int from) {
        var revocations = all;
        int to = Math.min(from + PAGE, revocations.size());
        var items = new JsonArray(revocations.getList().subList(Math.min(from, to), to));
        var next = to < revocations.size() ? Integer.toString(to) : null;
        return new JsonObject().put("items", items).put("next_cursor", next);
    }
}
