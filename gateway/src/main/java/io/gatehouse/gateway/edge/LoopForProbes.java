package io.gatehouse.gateway.edge;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;

/**
 * One event loop more than there are processors. The management port is opened first and takes the first one, the public port
 * the others: who asks whether the gateway is well does not wait behind the requests that keep it busy.
 */
@Singleton
class LoopForProbes implements VertxOptionsCustomizer {

    @Override
    public void accept(VertxOptions options) {
        options.setEventLoopPoolSize(options.getEventLoopPoolSize() + 1);
    }
}
