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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * One address for the replicas of a service, as a Service of Kubernetes is: each new connection goes to the next replica
 * that is ready, as far as probes know, and is refused where there is none; connections that are open stay where they
 * are. It knows nothing of HTTP and of callers, and keeps nothing.
 */
final class ServiceProxy implements AutoCloseable {

    // Kubernetes looks every few seconds, but hears of a process that is gone at once.
    private static final Duration PROBE = Duration.ofMillis(250);
    // As often in a row a probe has to fail (failureThreshold).
    private static final int MISSES = 3;
    private static final int BACKLOG = 1_000;
    private static final int CONNECT_MILLIS = 1_000;

    private final int port;
    private final List<Replica> replicas = new CopyOnWriteArrayList<>();
    private final Set<Replica> ready = ConcurrentHashMap.newKeySet();
    private final Map<Replica, Set<Relay>> relays = new ConcurrentHashMap<>();
    private final Map<Replica, Integer> unanswered = new ConcurrentHashMap<>();
    private ServerSocket server;
    private boolean closed;
    private int turn;

    private ServiceProxy(ServerSocket server) {
        this.server = server;
        this.port = server.getLocalPort();
    }

    /** Opens an address behind which nobody is yet. */
    static ServiceProxy open() throws IOException {
        var proxy = new ServiceProxy(listen(0));
        proxy.admit(proxy.server);
        Thread.ofPlatform().daemon().name("readiness-probes").start(proxy::probe);
        return proxy;
    }

    void add(Replica replica) {
        replicas.add(replica);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Whether new connections are taken, and go to this one. */
    synchronized boolean sendsTo(Replica replica) {
        return !server.isClosed() && replica.alive() && ready.contains(replica);
    }

    /** Resets the connections to one that is lost, all at one blow as the kernel does, however busy this process is. */
    void reset(Replica replica) {
        relays.getOrDefault(replica, Set.of()).forEach(Relay::reset);
    }

    /** How many connections to it have ended so far before it had answered what was said there last. */
    int unanswered(Replica replica) {
        return unanswered.getOrDefault(replica, 0);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        server.close();
    }

    private void probe() {
        var misses = new HashMap<Replica, Integer>();
        while (true) {
            for (var replica : replicas) {
                if (replica.alive() && replica.ready()) {
                    misses.remove(replica);
                    ready.add(replica);
                } else if (!replica.alive() || misses.merge(replica, 1, Integer::sum) >= MISSES) {
                    ready.remove(replica);
                }
            }
            if (!refuseWithout(ready)) {
                return;
            }
            LockSupport.parkNanos(PROBE.toNanos());
        }
    }

    /** Refuses connections while there is nobody for them; false when it is closed for good. */
    private synchronized boolean refuseWithout(Set<Replica> some) {
        try {
            if (closed) {
                return false;
            }
            if (some.isEmpty()) {
                server.close();
            } else if (server.isClosed()) {
                server = listen(port);
                admit(server);
            }
            return true;
        } catch (IOException portIsTakenForAMoment) {
            return true;
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return socket;
    }

    private void admit(ServerSocket open) {
        Thread.ofPlatform().daemon().name("service-proxy").start(() -> accept(open));
    }

    private void accept(ServerSocket open) {
        while (!open.isClosed()) {
            try {
                var client = open.accept();
                Thread.startVirtualThread(() -> serve(client));
            } catch (IOException failure) {
                if (!open.isClosed()) {
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
            // Nobody is there any more.
            client.setSoLinger(true, 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void relay(Replica replica, Relay relay) {
        var open = relays.computeIfAbsent(replica, first -> ConcurrentHashMap.newKeySet());
        open.add(relay);
        relay.run();
        if (relay.isWaiting()) {
            unanswered.merge(replica, 1, Integer::sum);
        }
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
