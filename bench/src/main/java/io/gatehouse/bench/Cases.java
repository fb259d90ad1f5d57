package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Load;
import io.gatehouse.bench.measure.Mode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is measured, at rates that leave a machine with two processors some air. */
final class Cases {

    static final String ADMINISTRATOR = "admin@gatehouse.localdomain";

    private static final double LOGINS = 8;
    private static final double REFRESHES = 80;
    private static final double READS = 200;
    private static final double PROBES = 25;

    private static final List<Integer> STORMS = List.of(16, 64);
    private static final int SMALL_STORM = 2;
    private static final Set<String> CHEAP = Set.of("jwks", "refresh", "introspect");

    /** Refresh tokens in turn: at their rate, each comes again only long after its answer. */
    private static final int SESSIONS = 40;

    private static final int FEWEST_SESSIONS = 10;

    private Cases() {}

    /** Each kind of request on its own, and the cheap ones again while people sign in. */
    static List<Load> all(BenchedSet set, Client client, Mode mode) throws IOException, InterruptedException {
        var calm = calm(set, client, mode);
        var login = calm.getLast().request();
        var all = new ArrayList<>(calm);
        for (var clients : mode == Mode.SMOKE ? List.of(SMALL_STORM) : STORMS) {
            calm.stream()
                    .filter(load -> CHEAP.contains(load.name()))
                    .map(load -> load.during(clients, PROBES, login))
                    .forEach(all::add);
        }
        return all;
    }

    /** Each kind of request on its own; signing in, which costs most, comes last. */
    static List<Load> calm(BenchedSet set, Client client, Mode mode) throws IOException, InterruptedException {
        var email = "bench." + UUID.randomUUID() + "@example.com";
        client.signUp(email);
        var access = client.signIn(email).accessToken();
        return List.of(
                new Load("jwks", READS * mode.share, () -> ok(client, client.get("/.well-known/jwks.json"))),
                new Load("users-me", READS * mode.share, () -> ok(client, client.get("/v1/users/me", access))),
                refresh(client, email, mode),
                introspect(set, client, access, mode),
                new Load("login", Math.max(2, LOGINS * mode.share), () -> ok(client, client.login(email))));
    }

    private static Load introspect(BenchedSet set, Client client, String access, Mode mode)
            throws IOException, InterruptedException {
        var id = "bench-" + UUID.randomUUID();
        var administrator = client.signIn(ADMINISTRATOR, set.administratorPassword());
        var secret = client.registerIntrospector(id, administrator.accessToken());
        return new Load("introspect", READS * mode.share, () -> client.send(client.introspect(id, secret, access))
                .thenApply(answer -> answer.statusCode() == 200 && answer.body().contains("\"active\":true")));
    }

    private static Load refresh(Client client, String email, Mode mode) throws IOException, InterruptedException {
        var tokens = new ConcurrentLinkedQueue<String>();
        for (int i = 0; i < Math.max(FEWEST_SESSIONS, SESSIONS * mode.share); i++) {
            tokens.add(client.signIn(email).refreshToken());
        }
        return new Load("refresh", REFRESHES * mode.share, () -> rotate(client, tokens));
    }

    // A token is never used twice: one whose answer is late is missing, and that counts as a failure.
    private static CompletableFuture<Boolean> rotate(Client client, ConcurrentLinkedQueue<String> tokens) {
        var token = tokens.poll();
        if (token == null) {
            return CompletableFuture.completedFuture(false);
        }
        return client.send(client.refresh(token)).thenApply(answer -> {
            if (answer.statusCode() != 200) {
                return false;
            }
            return tokens.add(client.tokens(answer.body()).refreshToken());
        });
    }

    private static CompletableFuture<Boolean> ok(Client client, HttpRequest request) {
        return client.send(request).thenApply(answer -> answer.statusCode() == 200);
    }
}
