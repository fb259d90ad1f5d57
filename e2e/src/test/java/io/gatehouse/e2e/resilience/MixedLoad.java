package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.AtOnce;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Requests of people who are signed in, by turns: mostly they read, some change their profile, a few come anew. */
final class MixedLoad implements Supplier<HttpRequest> {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    // So many that nobody changes the same profile twice at once, also while requests wait.
    private static final int PEOPLE = 30;
    private static final int AT_A_TIME = 4;
    private static final int ROUND = 40;

    private final Cluster cluster;
    private final List<String> tokens;
    private final AtomicInteger turn = new AtomicInteger();

    private MixedLoad(Cluster cluster, List<String> tokens) {
        this.cluster = cluster;
        this.tokens = tokens;
    }

    /** Of people who sign up now. */
    static MixedLoad of(Cluster cluster) throws Exception {
        return new MixedLoad(cluster, AtOnce.fewAtATime(PEOPLE, AT_A_TIME, () -> cluster.client()
                .signUp(Api.newEmail())
                .text("tokens/access_token")));
    }

    /** One sign-up in forty, and a change in four. */
    @Override
    public HttpRequest get() {
        var next = turn.getAndIncrement();
        var token = tokens.get(next / 4 % PEOPLE);
        if (next % ROUND == 0) {
            return signUp();
        }
        return switch (next % 4) {
            case 0 -> as(token, "/v1/auth/sessions").build();
            case 1 -> request("/.well-known/jwks.json").build();
            case 2 -> as(token, "/v1/users/me").build();
            default -> change(token, next);
        };
    }

    private HttpRequest change(String token, int number) {
        return as(token, "/v1/users/me")
                .header("Content-Type", "application/merge-patch+json")
                .header("If-Match", "*")
                .method("PATCH", BodyPublishers.ofString("{\"display_name\":\"Number " + number + "\"}"))
                .build();
    }

    private HttpRequest signUp() {
        return request("/v1/auth/signup")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"email\":\"%s\",\"password\":\"%s\",\"display_name\":\"Ada\"}"
                        .formatted(Api.newEmail(), Api.PASSWORD)))
                .build();
    }

    private HttpRequest.Builder as(String token, String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(cluster.gateway().at(path))
                .timeout(TIMEOUT)
                .header("X-Forwarded-For", Api.newAddress());
    }
}
