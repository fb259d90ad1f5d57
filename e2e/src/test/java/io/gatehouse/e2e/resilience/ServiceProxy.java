package io.gatehouse.e2e.resilience;

import io.gatehouse.e2e.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * One address for the replicas of a service, as a Service of Kubernetes is: each new connection goes to the next replica
 * that is ready and has not been told to end; connections that are open stay where they are. It knows nothing of HTTP and of
 * callers, and keeps nothing.
 */
final class ServiceProxy implements AutoCloseable {

    // Kubernetes looks every few seconds, but hears of a process that is gone at once.
    private static final Duration PROBE = Duration.ofMillis(250);
    private static final int BACKLOG = 1_000;
    private static final int CONNECT_MILLIS = 1_000;

    private final ServerSocket server;
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final Set<Replica> ready = ConcurrentHashMap.newKeySet();
    private final Map<Replica, Set<Relay>> relays = new ConcurrentHashMap<>();
    private int turn;

    private ServiceProxy(ServerSocket server) {
        this.server = server;
    }

    /** Opens an address behind which nobody is yet. */
    static ServiceProxy open() throws IOException {
        var proxy = new ServiceProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("service-proxy").start(proxy::accept);
        Thread.ofPlatform().daemon().name("readiness-probes").start(proxy::probe);
        return proxy;
    }

    void add(Replica replica) {
        replicas.add(replica);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** Whether new connections go to this one. */
    boolean sendsTo(Replica replica) {
        return replica.alive() && !replica.leaving() && ready.contains(replica);
    }

    /** Resets the connections to one that is lost, all at one blow as the kernel does, however busy this process is. */
    void reset(Replica replica) {
        relays.getOrDefault(replica, Set.of()).forEach(Relay::reset);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void probe() {
        while (!server.isClosed()) {
            for (var replica : replicas) {
                if (replica.alive() && replica.ready()) {
                    ready.add(replica);
                } else {
                    ready.remove(replica);
                }
            }
            LockSupport.parkNanos(PROBE.toNanos());
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException failure) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            for (var replica : inTurn()) {
                var target = connect(replica);
                if (target != null) {
                    client.setTcpNoDelay(true);
                    relay(replica, new Relay(client, target));
                    return;
                }
            }
            // Nobody is there: as a refused connection, and not as an answer that ended early.
            client.setSoLinger(true, 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void relay(Replica replica, Relay relay) {
        var open = relays.computeIfAbsent(replica, first -> ConcurrentHashMap.newKeySet());
        open.add(relay);
        relay.run();
        open.remove(relay);
    }

    private synchronized List<Replica> inTurn() {
        var first = turn++;
        return IntStream.range(0, replicas.size())
                .mapToObj(index -> replicas.get(Math.floorMod(first + index, replicas.size())))
                .filter(this::sendsTo)
                .toList();
    }

    /** Null where nobody listens: the next one is taken, as a client would that connects once more. */
    private static Socket connect(Replica replica) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), replica.port()), CONNECT_MILLIS);
            return socket;
        } catch (IOException refused) {
            socket.close();
            return null;
        }
    }
}
