package io.gatehouse.local.test;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Whom auth-service wants to be forgotten, and who is. */
public final class FakeErasures {

    static final String PATH = "/internal/v1/erasures";

    private final Map<String, JsonObject> wanted = new ConcurrentHashMap<>();
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    /** Wants somebody to be forgotten, whose addresses were these until now; tells the pseudonym. */
    public UUID forget(UUID account, String... addresses) {
        var pseudonym = UUID.randomUUID();
        wanted.put(
                account.toString(),
                JsonObject.of(
                        "account_id",
                        account.toString(),
                        "pseudonym",
                        pseudonym.toString(),
                        "addresses",
                        new JsonArray(List.of((Object[]) addresses)),
                        "closed_at",
                        Instant.now().toString()));
        return pseudonym;
    }

    public boolean isForgotten(UUID account) {
        return confirmed.contains(account.toString());
    }

    /** A service that asks, or says that somebody is forgotten. */
    public void answer(HttpServerRequest request) {
        var path = request.path();
        if (path.endsWith("/confirmation")) {
            var account = path.substring(PATH.length() + 1, path.length() - "/confirmation".length());
            wanted.remove(account);
            confirmed.add(account);
            request.response().setStatusCode(204).end();
        } else {
            FakeAuthService.json(request, new JsonArray(List.copyOf(wanted.values())).encode());
        }
    }
}
