package io.gatehouse.gateway.upstream;

import io.netty.channel.EventLoop;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** One process of a service. */
final class Instance {

    final Location location;
    final String name;
    final SocketAddress address;
    final Health health;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile long lastAnswer = System.nanoTime();
    private final Map<EventLoop, Occupancy> occupancies = new ConcurrentHashMap<>();

    /**
     * Where an instance is.
     *
     * @param host what it is called in requests and certificates
     * @param address where it is connected to: the host or its address
     */
    record Location(String host, String address, int port) {

        @Override
        public String toString() {
            return address + ":" + port;
        }
    }

    Instance(Location location, EjectionSettings settings) {
        this.location = location;
        this.name = location.toString();
        this.address = SocketAddress.inetSocketAddress(location.port(), location.address());
        this.health = new Health(settings);
    }

    /** Requests that wait for it, over all event loops. */
    int inFlight() {
        return inFlight.get();
    }

    void began() {
        inFlight.incrementAndGet();
    }

    void ended() {
        inFlight.decrementAndGet();
    }

    /** An answer has begun, whatever it says. */
    void answered() {
        lastAnswer = System.nanoTime();
    }

    /** Whether any answer has begun since then, by {@link System#nanoTime()}. */
    boolean hasAnsweredSince(long began) {
        return lastAnswer - began >= 0;
    }

    /** The connections that this event loop has to it. */
    Occupancy occupancy(EventLoop loop, Supplier<Occupancy> none) {
        var occupancy = occupancies.get(loop);
        return occupancy == null ? occupancies.computeIfAbsent(loop, _ -> none.get()) : occupancy;
    }
}
