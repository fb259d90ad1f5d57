package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Exchange;
import io.gatehouse.bench.measure.Load;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Request;
import io.gatehouse.bench.measure.Requests;
import io.gatehouse.bench.measure.Rotation;
import io.gatehouse.bench.measure.SteadySender;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

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
    static List<Load> all(BenchedSet set, Client client, SteadySender sender, Mode mode) throws IOException {
        var calm = calm(set, client, mode).stream()
                .map(exchange -> new Load(
                        exchange.name(),
                        exchange.perSecond(),
                        sender.next(exchange, set.gateway().toString())))
                .toList();
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
    private static List<Exchange> calm(BenchedSet set, Client client, Mode mode) throws IOException {
        var email = "bench." + UUID.randomUUID() + "@example.com";
        client.signUp(email);
        var access = client.signIn(email).accessToken();
        return List.of(
                one("jwks", READS * mode.share, Request.get("/.well-known/jwks.json"), "\"keys\""),
                one("users-me", READS * mode.share, Request.get("/v1/users/me").bearer(access), "\"created_at\""),
                refresh(client, email, mode),
                one("introspect", READS * mode.share, introspect(set, client, access), "\"active\":true"),
                one("login", Math.max(2, LOGINS * mode.share), client.login(email), "\"refresh_token\""));
    }

    private static Exchange one(String name, double perSecond, Request request, String partOfGoodAnswer) {
        return new Exchange(name, perSecond, Requests.of(List.of(request)), partOfGoodAnswer);
    }

    private static Request introspect(BenchedSet set, Client client, String access) throws IOException {
        var id = "bench-" + UUID.randomUUID();
        var administrator = client.signIn(ADMINISTRATOR, set.administratorPassword());
        return client.introspect(id, client.registerIntrospector(id, administrator.accessToken()), access);
    }

    private static Exchange refresh(Client client, String email, Mode mode) {
        var size = (int) Math.max(FEWEST_SESSIONS, SESSIONS * mode.share);
        var rotation = new Rotation(size, () -> client.signIn(email).refreshToken());
        var requests = Requests.rotating(client.refresh(Rotation.TOKEN), rotation);
        return new Exchange("refresh", REFRESHES * mode.share, requests, "\"refresh_token\"");
    }
}
