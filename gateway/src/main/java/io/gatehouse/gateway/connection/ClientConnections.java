package io.gatehouse.gateway.connection;

import io.gatehouse.kit.web.ClientNetwork;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Counts the connections of clients, over all event loops, and admits as many as may be. */
@Singleton
public class ClientConnections {

    // What the kernel holds besides what is on its way; without it that may be megabytes for each client
    // that reads slowly. Only epoll knows the option, and its classes are not there to compile with.
    private static final ChannelOption<Long> UNSENT =
            ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_NOTSENT_LOWAT");
    private static final long UNSENT_BYTES = 128 << 10;

    private final ConnectionConfig config;
    private final ConnectionMetrics metrics;
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();
    private final Map<EventLoop, UnreadShare> unread = new ConcurrentHashMap<>();
    private final long unreadShare;

    ClientConnections(ConnectionConfig config, ConnectionMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        long most = config.unreadMax()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / 4);
        this.unreadShare =
                most / config.eventLoops().orElse(Runtime.getRuntime().availableProcessors());
        metrics.unread(this::unreadBytes, most);
    }

    /** What the client of this connection has not read of it, or null if the connection is not counted. */
    public static Unread unread(HttpConnection connection) {
        var pace = pace(((ConnectionBase) connection).channel());
        return pace == null ? null : pace.unread();
    }

    /** How much the event loop of this connection keeps for its clients, or null if the connection is not counted. */
    public static UnreadShare unreadShare(Channel channel) {
        var pace = pace(channel);
        return pace == null ? null : pace.share();
    }

    /**
     * A server whose connections are counted.
     *
     * @param unbound the addresses that may have any number of them
     */
    public HttpServer server(Vertx vertx, HttpServerOptions options, Predicate<InetAddress> unbound) {
        return new CountedServer((VertxInternal) vertx, options, channel -> admit(channel, unbound));
    }

    private boolean admit(Channel channel, Predicate<InetAddress> unbound) {
        // It may have been closed before anybody looked.
        if (!(channel.remoteAddress() instanceof InetSocketAddress peer)) {
            return false;
        }
        var address = unbound.test(peer.getAddress()) ? null : ClientNetwork.of(peer.getAddress());
        if (!count(address)) {
            return false;
        }
        channel.closeFuture().addListener(_ -> left(address));
        channel.config().setOption(UNSENT, UNSENT_BYTES);
        channel.pipeline().addFirst("readers", new ReaderPace(config, metrics, share(channel.eventLoop())));
        return true;
    }

    private UnreadShare share(EventLoop loop) {
        var known = unread.get(loop);
        return known == null ? unread.computeIfAbsent(loop, _ -> new UnreadShare(loop, unreadShare)) : known;
    }

    private long unreadBytes() {
        return unread.values().stream().mapToLong(UnreadShare::sum).sum();
    }

    // It is the first in the pipeline.
    private static ReaderPace pace(Channel channel) {
        return channel.pipeline().get(ReaderPace.class);
    }

    private boolean count(String address) {
        if (metrics.open.incrementAndGet() > config.max()) {
            metrics.open.decrementAndGet();
            metrics.refusedOverall();
            return false;
        }
        if (address != null && byAddress.merge(address, 1, Integer::sum) > config.maxPerAddress()) {
            left(address);
            metrics.refusedOfAddress();
            return false;
        }
        return true;
    }

    private void left(String address) {
        metrics.open.decrementAndGet();
        if (address != null) {
            byAddress.computeIfPresent(address, (_, number) -> number == 1 ? null : number - 1);
        }
    }
}
