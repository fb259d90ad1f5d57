package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Ways into the set, and what they need. */
enum Door {
    SIGN_IN,
    REFRESH,
    ACCOUNT,
    ERASURE,
    CLIENT_TOKEN,
    PROFILE,
    PROFILE_CHANGE,
    EXPORT,
    KEYED;

    /** Those that lead to auth-service, or through another service to it. */
    static final Set<Door> OF_AUTH_SERVICE =
            Collections.unmodifiableSet(EnumSet.of(SIGN_IN, REFRESH, ACCOUNT, ERASURE, CLIENT_TOKEN, EXPORT));

    /** Those that are closed without Redis, which knows their keys. */
    static final Set<Door> OF_REDIS = Collections.unmodifiableSet(EnumSet.of(KEYED));

    /** All but some. */
    static Set<Door> without(Set<Door> some) {
        return EnumSet.complementOf(EnumSet.copyOf(some));
    }

    Api.Answer open(Person person) {
        return switch (this) {
            case SIGN_IN -> person.signIn();
            case REFRESH -> person.refresh();
            case ACCOUNT -> person.api().get("/v1/auth/account", person.accessToken());
            case ERASURE -> askToBeForgotten(person);
            case CLIENT_TOKEN -> Cluster.clientToken(person.api());
            case PROFILE -> person.api().me(person.accessToken());
            case PROFILE_CHANGE -> rename(person);
            case EXPORT -> person.api().get("/v1/users/me/export", person.accessToken());
            case KEYED -> found(person);
        };
    }

    // And changes their mind, so that they can do it again.
    private static Api.Answer askToBeForgotten(Person person) {
        var answer = person.api().send("DELETE", "/v1/users/me", "", person.accessToken(), null);
        if (answer.status() == 202) {
            person.api().send("DELETE", "/v1/users/me/erasure", "", person.accessToken(), null);
        }
        return answer;
    }

    private static Api.Answer rename(Person person) {
        return person.api().send("PATCH", "/v1/users/me", "{\"display_name\":\"Ada King\"}", person.accessToken(), "*");
    }

    private static Api.Answer found(Person person) {
        var headers = Map.of(
                "Authorization",
                "Bearer " + person.accessToken(),
                "Idempotency-Key",
                UUID.randomUUID().toString());
        return person.api().post("/v1/organizations", Map.of("name", "Analytical Engines"), headers);
    }
}
