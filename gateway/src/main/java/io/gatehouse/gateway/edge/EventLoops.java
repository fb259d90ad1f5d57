package io.gatehouse.gateway.edge;

import io.netty.channel.EventLoop;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * One event loop more than there are processors. The management port has one of them, the public port the others: who asks
 * whether the gateway is well does not wait behind the requests that keep it busy.
 */
@Singleton
class EventLoops implements VertxOptionsCustomizer {

    @Override
    public void accept(VertxOptions options) {
        options.setEventLoopPoolSize(options.getEventLoopPoolSize() + 1);
    }

    /** As many as are asked for, as many as there are processors otherwise. Called by the thread that opened the management port. */
    static List<Context> ofPublicPort(Vertx vertx, Optional<Integer> count) {
        var all = (VertxInternal) vertx;
        // Whatever a thread opens that is none of Vert.x's own has the same one.
        var ofManagementPort = all.getOrCreateContext().nettyEventLoop();
        var others = StreamSupport.stream(all.getEventLoopGroup().spliterator(), false)
                .map(EventLoop.class::cast)
                .filter(loop -> loop != ofManagementPort)
                .toList();
        return IntStream.range(0, count.orElse(Runtime.getRuntime().availableProcessors()))
                .mapToObj(n -> context(all, others.get(n % others.size())))
                .toList();
    }

    private static Context context(VertxInternal vertx, EventLoop loop) {
        return vertx.createEventLoopContext(
                loop, vertx.getWorkerPool(), Thread.currentThread().getContextClassLoader());
    }
}
