package io.gatehouse.gateway.connection;

import io.netty.channel.Channel;
import io.netty.handler.traffic.GlobalTrafficShapingHandler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerImpl;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.SslChannelProvider;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Asks about a connection when it is accepted: the usual server would have shaken hands for TLS before anybody hears of it. */
final class CountedServer extends HttpServerImpl {

    private final Predicate<Channel> admission;

    CountedServer(VertxInternal vertx, HttpServerOptions options, Predicate<Channel> admission) {
        super(vertx, options);
        this.admission = admission;
    }

    @Override
    protected BiConsumer<Channel, SslChannelProvider> childHandler(
            ContextInternal context, SocketAddress address, GlobalTrafficShapingHandler trafficShaping) {
        var worker = super.childHandler(context, address, trafficShaping);
        return (channel, certificates) -> {
            if (admission.test(channel)) {
                worker.accept(channel, certificates);
            } else {
                var _ = channel.close();
            }
        };
    }
}
