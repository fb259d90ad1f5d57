package io.gatehouse.bench.gateway;

import io.gatehouse.bench.issuer.Issuer;
import io.gatehouse.bench.measure.FastSender;
import io.gatehouse.bench.measure.Installed;
import io.gatehouse.bench.measure.Peer;
import io.gatehouse.bench.measure.Processes;
import io.gatehouse.bench.measure.RequestTurn;
import io.gatehouse.bench.measure.Subject;
import io.gatehouse.bench.measure.Turn;
import io.gatehouse.local.process.Program;
import io.gatehouse.local.server.EmbeddedRedis;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gateway, its peers and everything they need, running. */
final class Arena implements AutoCloseable {

    private final Testbed testbed;
    private final Tools tools;
    private final Processes processes;
    private final Issuer issuer = new Issuer();
    private final Senders senders = new Senders(issuer);
    private final Map<Contestant, Subject> subjects = new LinkedHashMap<>();
    private IssuerServer issuerServer;
    private ProcessHandle redis;

    private Arena(Testbed testbed, Optional<FastSender> fast) {
        this.testbed = testbed;
        this.tools = new Tools(fast, testbed.keys());
        this.processes = new Processes(testbed.folders().run());
    }

    static Arena open(Testbed testbed, Set<Peer> peers, Optional<FastSender> fast)
            throws IOException, InterruptedException {
        var arena = new Arena(testbed, fast);
        try {
            arena.startServers();
            arena.startContestants(peers);
            return arena;
        } catch (IOException | InterruptedException | RuntimeException failure) {
            arena.close();
            throw failure;
        }
    }

    /** Each case at all who can do it. */
    List<Turn> turns() {
        var turns = new ArrayList<Turn>();
        for (var kind : GatewayCase.values()) {
            if (tools.canSend(kind)) {
                subjects.keySet().stream()
                        .filter(contestant -> contestant.cases().contains(kind))
                        .map(contestant -> turn(kind, contestant))
                        .forEach(turns::add);
            } else {
                System.out.println(kind.label + " is left out: it needs h2load, of the package nghttp2-client");
            }
        }
        return turns;
    }

    private Turn turn(GatewayCase kind, Contestant contestant) {
        return new RequestTurn(
                kind.exchange(senders.of(kind)),
                subjects.get(contestant),
                contestant.url(kind),
                tools.equipment(kind, redis));
    }

    /** By the names of the contestants. */
    Map<String, String> versions() {
        var versions = new LinkedHashMap<String, String>();
        subjects.keySet().forEach(contestant -> versions.put(contestant.name(), contestant.version()));
        return versions;
    }

    @Override
    public void close() {
        tools.close();
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
        enter(PackagedGateway.overTls(testbed));
        enter(PackagedGateway.withManyRoutes(testbed));
        enter(PackagedGateway.ofManyInstances(testbed));
        for (var peer : peers) {
            enter(contestant(peer));
        }
        subjects.forEach(this::await);
    }

    private Contestant contestant(Peer peer) throws IOException, InterruptedException {
        return switch (peer) {
            case NGINX -> Nginx.on(testbed);
            case HAPROXY -> HaProxy.on(testbed, issuer.publicKey());
            case SPRING -> SpringCloudGateway.on(testbed);
            case VERTX -> BareVertx.on(testbed);
            case KEYCLOAK -> throw new IllegalArgumentException("Keycloak is no gateway");
        };
    }

    private void enter(Contestant contestant) throws IOException {
        var program = contestant.program();
        var url = contestant.url(contestant.first());
        subjects.put(contestant, new Subject(contestant.name(), url, processes.start(program), program.log()));
    }

    private void await(Contestant contestant, Subject subject) {
        var kind = contestant.first();
        tools.steady(kind).await(kind.exchange(senders.of(kind)), subject);
    }
}
