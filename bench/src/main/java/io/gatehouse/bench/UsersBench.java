package io.gatehouse.bench;

import io.gatehouse.bench.gateway.Peer;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Report;
import io.gatehouse.bench.measure.Wrk;
import io.gatehouse.bench.users.Peers;
import io.gatehouse.bench.users.People;
import io.gatehouse.bench.users.Reader;
import io.gatehouse.bench.users.UsersMeasurement;
import io.gatehouse.bench.users.UsersTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** What {@code ./gatehouse bench --users} does: reads of the packaged user-service, and of its peers, at the same database. */
final class UsersBench {

    private static final String SERVICE = "user-service";

    private UsersBench() {}

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether it works. */
    static boolean run(Mode mode, Set<Peer> peers, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        try (var set = BenchedSet.start(checkout, portOffset);
                var client = new Client(set.gateway());
                var others = new Peers(checkout, portOffset, set.database())) {
            var people = People.make(checkout, set.database());
            start(others, peers);
            var readers = new ArrayList<Reader>();
            readers.add(new Reader(SERVICE, set.userServicePort(), set.process(SERVICE)));
            readers.addAll(others.readers());
            var token = client.signIn(Cases.ADMINISTRATOR, set.administratorPassword())
                    .accessToken();
            try (var measurement = new UsersMeasurement(mode, readers, set.process("postgres"), people, token)) {
                measurement.check();
                return mode == Mode.SMOKE || measured(mode, measurement, checkout);
            }
        }
    }

    private static void start(Peers others, Set<Peer> peers) throws IOException, InterruptedException {
        if (peers.contains(Peer.VERTX)) {
            others.startVertx();
        }
        if (peers.contains(Peer.SPRING)) {
            others.startSpring();
        }
    }

    private static boolean measured(Mode mode, UsersMeasurement measurement, Path checkout)
            throws IOException, InterruptedException {
        var report = new Report(mode);
        var results = measurement.measure(new Wrk(checkout, checkout.resolve("bench/target/users")));
        System.out.print(UsersTable.of(results) + report.conditions());
        var file = report.write(checkout.resolve("bench/results"), Map.of(), results);
        System.out.println("Written to " + checkout.relativize(file));
        return results.stream().allMatch(result -> result.failed() == 0);
    }
}
