package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Equipment;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import io.gatehouse.bench.measure.RequestTurn;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.measure.SteadySender;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.bench.measure.Turn;
import io.gatehouse.bench.users.Peers;
import io.gatehouse.bench.users.People;
import io.gatehouse.bench.users.ReadKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What {@code ./gatehouse bench --users} does: reads of the packaged user-service, and of its peers, at the same database. */
final class UsersBench {

    private static final String SERVICE = "user-service";

    private UsersBench() {}

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether it works. */
    static boolean run(Mode mode, Set<Peer> peers, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        var session = new Session("users", mode, checkout);
        try (var set = BenchedSet.start(checkout, portOffset);
                var others = new Peers(checkout, portOffset, set.database())) {
            start(others, peers);
            return run(session, set, others.subjects());
        }
    }

    /** The same at a set that runs. */
    static boolean run(Session session, BenchedSet set, List<Subject> others) throws IOException, InterruptedException {
        try (var client = new Client(set.gateway());
                var steady = new SteadySender()) {
            var people = People.make(session.checkout(), set.database());
            var token = client.signIn(Cases.ADMINISTRATOR, set.administratorPassword())
                    .accessToken();
            var subjects = new ArrayList<Subject>();
            subjects.add(set.subject(SERVICE, set.userServicePort()));
            subjects.addAll(others);
            return session.take(turns(subjects, people, token, set.equipment(session, steady)));
        }
    }

    private static List<Turn> turns(List<Subject> subjects, List<UUID> people, String token, Equipment equipment) {
        var turns = new ArrayList<Turn>();
        for (var kind : ReadKind.values()) {
            for (var subject : subjects) {
                var exchange = kind.exchange(people, token);
                equipment.steady().await(exchange, subject);
                turns.add(new RequestTurn(exchange, subject, equipment));
            }
        }
        return turns;
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
