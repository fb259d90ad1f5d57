package io.gatehouse.bench.gateway;

import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import io.gatehouse.bench.measure.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** What {@code ./gatehouse bench --gateway} does. */
public final class GatewayBench {

    private GatewayBench() {}

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether every case works. */
    public static boolean run(Mode mode, Set<Peer> peers, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        var session = new Session("gateway", mode, checkout);
        try (var arena = Arena.open(Testbed.of(checkout, portOffset), peers, session.fastSender())) {
            arena.versions().forEach(session::version);
            return session.take(arena.turns());
        }
    }
}
