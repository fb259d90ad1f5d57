package io.gatehouse.bench;

import io.gatehouse.bench.client.Client;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.measure.SteadySender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What {@code ./gatehouse bench} does when nothing else is asked for: each kind of request to the whole set, through the gateway. */
final class SetBench {

    private static final int FEW = 1_000;

    private SetBench() {}

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether each case works, also at each service. */
    static boolean run(Mode mode, Path checkout, int portOffset) throws IOException, InterruptedException {
        var session = new Session("set", mode, checkout);
        try (var set = BenchedSet.start(checkout, portOffset);
                var client = new Client(set.gateway());
                var sender = new SteadySender()) {
            var turns = Cases.all(set, client, sender, mode).stream()
                    .map(load -> new SetTurn(set, load))
                    .toList();
            return session.take(turns) && (mode != Mode.SMOKE || servicesWork(set, checkout, portOffset));
        }
    }

    private static boolean servicesWork(BenchedSet set, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        return AuthBench.run(new Session("auth", Mode.SMOKE, checkout), set, List.of(), 0)
                && UsersBench.run(new Session("users", Mode.SMOKE, checkout), set, List.of(), FEW)
                && StartBench.run(new Session("start", Mode.SMOKE, checkout), set, portOffset);
    }
}
