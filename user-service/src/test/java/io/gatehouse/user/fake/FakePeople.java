package io.gatehouse.user.fake;

import io.gatehouse.local.test.FakeErasures;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/** What auth-service keeps of people, and whom it wants to be forgotten. */
public final class FakePeople {

    private final FakeErasures erasures;
    private volatile int status = 200;
    private volatile boolean whole = true;
    private volatile String name;

    FakePeople(FakeErasures erasures) {
        this.erasures = erasures;
    }

    /** As {@link FakeErasures#forget}. */
    public UUID forget(UUID account, String... addresses) {
        return erasures.forget(account, addresses);
    }

    public boolean isForgotten(UUID account) {
        return erasures.isForgotten(account);
    }

    /** Makes this door answer so. */
    public void answerWith(int status) {
        this.status = status;
    }

    /** Makes exports break off amid their body. */
    public void breakOff() {
        whole = false;
    }

    /** Makes this door say that it is of that service. */
    public void say(String name) {
        this.name = name;
    }

    void recover() {
        status = 200;
        whole = true;
        name = null;
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
        } else {
            erasures.answer(request);
        }
    }

    private void export(HttpServerRequest request) {
        var account = accountIn(request.path());
        var body = "{\"account\":[{\"id\":\"" + account + "\",\"email\":\"ad\u00E4@example.org\"}]}";
        var response = request.response().setChunked(true).putHeader("Content-Type", "application/json");
        if (name != null) {
            response.putHeader("X-Gatehouse-Service", name);
        }
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
}
