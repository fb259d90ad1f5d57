package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Equipment;
import io.gatehouse.bench.measure.Exchange;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import io.gatehouse.bench.measure.RequestTurn;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.measure.SteadySender;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.bench.measure.Turn;
import io.gatehouse.bench.users.Peers;
import io.gatehouse.bench.users.People;
import io.gatehouse.bench.users.UserKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code ./gatehouse bench --users} does: requests to the packaged user-service, through the gateway as well, and to its peers, at the same database. */
final class UsersBench {

    /** As many as are made where nobody wants more. */
    static final int ACCOUNTS = 20_000;

    private static final String SERVICE = "user-service";

    private UsersBench() {}

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether it works. */
    static boolean run(Mode mode, Set<Peer> peers, int accounts, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        var session = new Session("users", mode, checkout);
        try (var set = BenchedSet.start(checkout, portOffset);
                var others = new Peers(checkout, portOffset, set.database())) {
            start(others, peers);
            return run(session, set, others.subjects(), accounts);
        }
    }

    /** The same at a set that runs, among so many people. */
    static boolean run(Session session, BenchedSet set, List<Subject> others, int accounts)
            throws IOException, InterruptedException {
        session.parameter("profiles", accounts);
        try (var client = new Client(set.gateway());
                var steady = new SteadySender()) {
            var people = People.make(session.checkout(), set.database(), accounts);
            var token = client.signIn(Cases.ADMINISTRATOR, set.administratorPassword())
                    .accessToken();
            var equipment = set.equipment(session, steady);
            var behindGateway = equipment.beside(SERVICE, set.process(SERVICE));
            var turns = new ArrayList<Turn>();
            for (var kind : UserKind.values()) {
                Stream.concat(
                                Stream.of(set.subject(SERVICE, set.userService())),
                                kind.isForAll() ? others.stream() : Stream.empty())
                        .map(subject -> turn(kind.exchange(people, token), subject, equipment))
                        .forEach(turns::add);
                turns.add(turn(
                        kind.exchange(people, token),
                        set.subject("gateway", set.gateway().toString()),
                        behindGateway));
            }
            return session.take(turns);
        }
    }

    private static Turn turn(Exchange exchange, Subject subject, Equipment equipment) {
        equipment.steady().await(exchange, subject);
        return new RequestTurn(exchange, subject, equipment);
    }

    private static void start(Peers others, Set<Peer> peers) throws IOException, InterruptedException {
        if (peers.contains(Peer.VERTX)) {
            others.startVertx();
        }
        if (peers.contains(Peer.SPRING)) {
            others.startSpring();
        }
    }
}
