package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Replica;
import io.gatehouse.local.test.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service with its replicas, behind one address. */
public final class ReplicatedService implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final ServiceProxy address;
    private final List<Replica> replicas = new ArrayList<>();

    private ReplicatedService(String name, ServiceProxy address) {
        this.name = name;
        this.address = address;
    }

    static ReplicatedService open(String name) throws IOException {
        return new ReplicatedService(name, ServiceProxy.open());
    }

    void launch(int count, Map<String, String> settings) throws IOException {
        for (var number = 1; number <= count; number++) {
            var replica = Replica.launch(name, "cluster-" + name + "-" + number, settings);
            replicas.add(replica);
            address.add(replica);
        }
    }

    public String name() {
        return name;
    }

    /** Where the others reach it, whichever replica answers. */
    public URI at(String path) {
        return address.at(path);
    }

    public List<Replica> replicas() {
        return List.copyOf(replicas);
    }

    /** Kills all replicas at once, and starts them again. */
    public void crash() throws IOException {
        replicas.forEach(this::kill);
        for (var replica : replicas) {
            replica.launchAgain();
        }
        awaitWhole();
    }

    /** Kills one; its connections are lost with it. */
    public void kill(Replica replica) {
        replica.kill();
        address.reset(replica);
    }

    /** How many connections to it have ended so far before it had answered what was said there last. */
    int unanswered(Replica replica) {
        return address.unanswered(replica);
    }

    /** Ends one with TERM, waits until it has ended by itself, and starts it again. Returns its exit code. */
    public int restart(Replica replica) throws IOException {
        replica.terminate();
        var code = replica.exitCode();
        replica.launchAgain();
        awaitWhole();
        return code;
    }

    /** Ends each in turn with TERM, and starts it as another checkout has packaged it. */
    public void rollTo(Path checkout) throws IOException {
        for (var replica : replicas) {
            replica.terminate();
            replica.exitCode();
            replica.launchAgainFrom(checkout);
            awaitWhole();
        }
    }

    /** Waits until new connections go to every replica. */
    public void awaitWhole() throws IOException {
        for (var replica : replicas) {
            replica.awaitReady();
            if (!Eventually.ask(PATIENCE, () -> address.sendsTo(replica), sent -> sent)) {
                throw new IllegalStateException(replica.name() + " gets no connections");
            }
        }
    }

    /** Waits until connections are refused, since nobody is there any more. */
    void awaitNobody() {
        Eventually.await(() -> {
            try (var connection = new Socket(InetAddress.getLoopbackAddress(), at("").getPort())) {
                return connection.isClosed();
            } catch (IOException refused) {
                return true;
            }
        });
    }

    /** Starts what does not run. */
    void launchMissing() throws IOException {
        for (var replica : replicas) {
            if (!replica.alive()) {
                replica.launchAgain();
            }
        }
    }

    @Override
    public void close() throws IOException {
        replicas.forEach(Replica::close);
        address.close();
    }
}
