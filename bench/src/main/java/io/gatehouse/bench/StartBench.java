package io.gatehouse.bench;

import io.gatehouse.bench.Replicas.Replica;
import io.gatehouse.bench.auth.KeycloakServer;
import io.gatehouse.bench.gateway.SpringStart;
import io.gatehouse.bench.measure.Mode;
import io.gatehouse.bench.measure.Peer;
import io.gatehouse.bench.measure.Session;
import io.gatehouse.bench.start.ServiceStart;
import io.gatehouse.bench.start.StartTurn;
import io.gatehouse.bench.start.Startable;
import io.gatehouse.local.server.ServerFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What {@code ./gatehouse bench --start} does: one more process of each service beside a set, started with its AOT cache and without, in turns. */
final class StartBench {

    private final Session session;
    private final BenchedSet set;
    private final ServerFolders folders;
    private final int portOffset;

    private StartBench(Session session, BenchedSet set, int portOffset) {
        this.session = session;
        this.set = set;
        this.folders = ServerFolders.below(session.checkout().resolve("bench/target/start"));
        this.portOffset = portOffset;
    }

    /** Whether everything was measured and no request failed; in {@link Mode#SMOKE} nothing but whether it works. */
    static boolean run(Mode mode, Set<Peer> peers, Path checkout, int portOffset)
            throws IOException, InterruptedException {
        var session = new Session("start", mode, checkout);
        train(checkout, portOffset);
        try (var set = BenchedSet.start(checkout, portOffset)) {
            return new StartBench(session, set, portOffset).run(peers);
        }
    }

    /** The same at a set that runs, of what there is. */
    static boolean run(Session session, BenchedSet set, int portOffset) throws IOException, InterruptedException {
        return new StartBench(session, set, portOffset).run(Set.of());
    }

    // Whoever asks what a start costs with a cache wants to have one.
    private static void train(Path checkout, int portOffset) throws IOException, InterruptedException {
        var services = new ServiceStart(checkout, ServerFolders.below(checkout), portOffset);
        if (!BenchedSet.SERVICES.stream().allMatch(services::hasCache)) {
            var training = new ProcessBuilder(
                            checkout.resolve("gatehouse").toString(),
                            "train",
                            "--port-offset",
                            Integer.toString(portOffset))
                    .inheritIO();
            training.environment().put("GATEHOUSE_BUILD", "never");
            if (training.start().waitFor() != 0) {
                throw new IllegalStateException("the services could not be trained");
            }
        }
    }

    private boolean run(Set<Peer> peers) throws IOException, InterruptedException {
        var startables = services();
        if (peers.contains(Peer.KEYCLOAK)) {
            startables.add(KeycloakServer.startable(session, portOffset, set.database()));
        }
        if (!peers.contains(Peer.SPRING)) {
            return take(startables);
        }
        try (var spring = SpringStart.of(session, portOffset)) {
            startables.add(spring.startable());
            return take(startables);
        }
    }

    private boolean take(List<Startable> startables) throws IOException, InterruptedException {
        return session.take(startables.stream()
                .map(startable -> new StartTurn(startable, folders.run()))
                .toList());
    }

    private List<Startable> services() throws IOException {
        var services = new ServiceStart(session.checkout(), folders, portOffset);
        var startables = new ArrayList<Startable>();
        for (var replica : replicas(new Replicas(set))) {
            if (services.hasCache(replica.service())) {
                startables.add(services.withCache(replica.service(), replica.settings(), replica.first()));
            }
            startables.add(services.withoutCache(replica.service(), replica.settings(), replica.first()));
        }
        return startables;
    }

    /** One of them shows as well as all whether starts can be measured. */
    private List<Replica> replicas(Replicas all) throws IOException {
        return session.mode() == Mode.SMOKE
                ? List.of(all.gateway())
                : List.of(all.gateway(), all.authService(), all.userService());
    }
}
