package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.bench.measure.Installed;
import io.gatehouse.bench.measure.Processes;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.server.EmbeddedRedis;
import io.gatehouse.local.server.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The gateway, its peers and everything they need, running. */
final class Arena implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Testbed testbed;
    private final Processes processes;
    private final Issuer issuer = new Issuer();
    private final Senders senders = new Senders(issuer);
    private final SteadyRequests requests = new SteadyRequests();
    private final List<Entrant> entrants = new ArrayList<>();
    private IssuerServer issuerServer;
    private ProcessHandle redis;

    private Arena(Testbed testbed) {
        this.testbed = testbed;
        this.processes = new Processes(testbed.folders().run());
    }

    static Arena open(Testbed testbed, Set<Peer> peers) throws IOException, InterruptedException {
        var arena = new Arena(testbed);
        try {
            arena.startServers();
            arena.startContestants(peers);
            return arena;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    List<Entrant> entrants() {
        return entrants;
    }

    Senders senders() {
        return senders;
    }

    SteadyRequests requests() {
        return requests;
    }

    ProcessHandle redis() {
        return redis;
    }

    /** By the names of the contestants. */
    Map<String, String> versions() {
        var versions = new LinkedHashMap<String, String>();
        entrants.forEach(
                entrant -> versions.put(entrant.name(), entrant.contestant().version()));
        return versions;
    }

    /** Empties its log: a line for each of a million requests would fill the disk. */
    void shortenLog(Entrant entrant) throws IOException {
        Files.write(entrant.contestant().program().log(), new byte[0]);
    }

    @Override
    public void close() {
        requests.close();
        processes.close();
        if (issuerServer != null) {
            issuerServer.close();
        }
    }

    private void startServers() throws IOException {
        testbed.folders().deleteData();
        issuerServer = IssuerServer.start(testbed.issuerPort(), issuer.jwks());
        redis = processes.add(
                EmbeddedRedis.start(testbed.folders(), testbed.redisPort()).process());
        processes.start(upstream());
    }

    private Program upstream() {
        return Installed.find(Nginx.NAME)
                .map(installed -> Nginx.upstream(installed, testbed))
                .orElseGet(() -> BareVertx.upstream(testbed));
    }

    private void startContestants(Set<Peer> peers) throws IOException, InterruptedException {
        enter(PackagedGateway.on(testbed));
        for (var peer : peers) {
            enter(contestant(peer));
        }
    }

    private Contestant contestant(Peer peer) throws IOException, InterruptedException {
        return switch (peer) {
            case NGINX -> Nginx.on(testbed);
            case HAPROXY -> HaProxy.on(testbed, issuer.publicKey());
            case SPRING -> SpringCloudGateway.on(testbed);
            case VERTX -> BareVertx.on(testbed);
        };
    }

    private void enter(Contestant contestant) throws IOException {
        var entrant = new Entrant(contestant, processes.start(contestant.program()));
        var patience = Patience.of(START);
        while (!requests.succeeds(
                GatewayCase.PLAIN,
                entrant.port(),
                senders.of(GatewayCase.PLAIN, 0).getFirst())) {
            if (!entrant.process().isAlive() || patience.isOver()) {
                throw new IllegalArgumentException(entrant.name() + " did not start; see "
                        + contestant.program().log());
            }
            patience.pause();
        }
        entrants.add(entrant);
    }
}
