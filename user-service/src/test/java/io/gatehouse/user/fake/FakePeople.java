package io.gatehouse.user.fake;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What auth-service keeps of people, and whom it wants to be forgotten. */
public final class FakePeople {

    private final Map<String, JsonObject> erasures = new ConcurrentHashMap<>();
    private final Map<String, Integer> confirmations = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile boolean whole = true;

    /** Wants somebody to be forgotten, whose addresses were these until now; tells the pseudonym. */
    public UUID forget(UUID account, String... addresses) {
        var pseudonym = UUID.randomUUID();
        erasures.put(
                account.toString(),
                JsonObject.of(
                        "account_id",
                        account.toString(),
                        "pseudonym",
                        pseudonym.toString(),
                        "addresses",
                        new JsonArray(Arrays.asList(addresses)),
                        "closed_at",
                        Instant.now().toString()));
        return pseudonym;
    }

    public boolean isForgotten(UUID account) {
        return confirmations.containsKey(account.toString());
    }

    /** Makes this door answer so. */
    public void answerWith(int status) {
        this.status = status;
    }

    /** Makes exports break off amid their body. */
    public void breakOff() {
        whole = false;
    }

    void recover() {
        status = 200;
        whole = true;
    }

    /** Whether it is this door's. */
    boolean answers(HttpServerRequest request) {
        return request.path().startsWith("/internal/v1/people/")
                || request.path().startsWith("/internal/v1/erasures");
    }

    void answer(HttpServerRequest request) {
        if (status != 200) {
            request.response().setStatusCode(status).end();
        } else if (request.path().endsWith("/export")) {
            export(request);
        } else if (request.path().endsWith("/confirmation")) {
            confirm(request);
        } else {
            FakeAuth.json(request, new JsonArray(List.copyOf(erasures.values())).encode());
        }
    }

    private void export(HttpServerRequest request) {
        var account = accountIn(request.path());
        var body = "{\"account\":[{\"id\":\"" + account + "\",\"email\":\"ad\u00E4@example.org\"}]}";
        var response = request.response().setChunked(true).putHeader("Content-Type", "application/json");
        if (whole) {
            // Parts that end anywhere.
            var parts = body.split("(?<=\\G.{7})", -1);
            write(response, parts, 0);
        } else {
            response.write(body.substring(0, body.length() / 2))
                    .onComplete(written -> request.connection().close());
        }
    }

    /** The last part but one. */
    private static String accountIn(String path) {
        var end = path.lastIndexOf('/');
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    private static void write(HttpServerResponse response, String[] parts, int next) {
        if (next == parts.length) {
            response.end();
        } else {
            response.write(parts[next]).onSuccess(written -> write(response, parts, next + 1));
        }
    }

    private void confirm(HttpServerRequest request) {
        var account = accountIn(request.path());
        erasures.remove(account);
        confirmations.merge(account, 1, Integer::sum);
        request.response().setStatusCode(204).end();
    }
}
