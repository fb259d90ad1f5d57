package io.gatehouse.gateway.edge;

import io.gatehouse.gateway.proxy.Mirror;
import io.gatehouse.gateway.proxy.Proxy;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** Hands a request on to its service, and a copy of it to another one where the route says so. Streams have no copies. */
@Singleton
class Forwarding {

    private final Proxy proxy;
    private final Mirror mirror;

    Forwarding(Proxy proxy, Mirror mirror) {
        this.proxy = proxy;
        this.mirror = mirror;
    }

    Future<Void> forward(Exchange exchange, Proxy.Call call) {
        var rule = exchange.route.delivery().mirror();
        if (rule == null
                || call.lasting() != null
                || ThreadLocalRandom.current().nextInt(100) >= rule.percent()) {
            return proxy.forward(call);
        }
        var copy = mirror.begin(call.to(exchange.routes.upstreams().get(rule.upstream())));
        return proxy.forward(call.with(copy.watch(call.body()))).onComplete(_ -> copy.end());
    }
}
