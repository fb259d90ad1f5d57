package io.gatehouse.bench;

import io.gatehouse.bench.auth.Accounts;
import io.gatehouse.bench.auth.AuthService;
import io.gatehouse.bench.auth.AuthTurns;
import io.gatehouse.bench.auth.HashCost;
import io.gatehouse.bench.auth.HashTurn;
import io.gatehouse.bench.auth.KeycloakServer;
import io.gatehouse.bench.auth.TokenServer;
import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Equipment;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.measure.SteadySender;
import io.gatehouse.bench.measure.Turn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code ./gatehouse bench --auth} does: the packaged auth-service asked directly, and Keycloak at the same database server. */
final class AuthBench {

    static final String SERVICE = "auth-service";

    private AuthBench() {}

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether it works. */
    static boolean run(Mode mode, Set<Peer> peers, int accounts, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        var session = new Session("auth", mode, checkout);
        session.parameter("argon2id", HashCost.OF_ALL);
        try (var set = BenchedSet.start(checkout, portOffset, HashCost.OF_ALL.settings())) {
            if (!peers.contains(Peer.KEYCLOAK)) {
                return run(session, set, List.of(), accounts);
            }
            try (var keycloak = KeycloakServer.start(session, portOffset, set.database())) {
                return run(session, set, List.of(keycloak.server()), accounts);
            }
        }
    }

    /** The same at a set that runs, whatever its hashes cost, among so many accounts; with none, only of those who sign up for it. */
    static boolean run(Session session, BenchedSet set, List<TokenServer> others, int accounts)
            throws IOException, InterruptedException {
        session.parameter("accounts", accounts);
        var subject = set.subject(SERVICE, set.authService());
        try (var client = new Client(URI.create(subject.url()));
                var steady = new SteadySender()) {
            var administrator = client.signIn(Cases.ADMINISTRATOR, set.administratorPassword());
            var servers = new ArrayList<TokenServer>();
            var people = accounts == 0
                    ? AuthService.signUp(client, session.mode())
                    : Accounts.make(session.checkout(), set.database(), accounts, HashCost.OF_ALL);
            servers.add(AuthService.of(subject, client, administrator, people, session.mode()));
            servers.addAll(others);
            return session.take(turns(servers, set.equipment(session, steady)));
        }
    }

    private static List<Turn> turns(List<TokenServer> servers, Equipment equipment) {
        var turns = AuthTurns.at(servers, equipment);
        turns.add(new HashTurn(HashCost.OF_ALL));
        return turns;
    }
}
