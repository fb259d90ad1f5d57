package io.gatehouse.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/** Upstreams without the rest of the gateway. */
public final class UpstreamFixture {

    private UpstreamFixture() {}

    private record Config(Optional<Integer> eventLoops, Optional<String> dnsServer, Duration minTtl, Duration maxTtl)
            implements UpstreamConfig {}

    public static UpstreamFactory factory(Vertx vertx, MeterRegistry registry, int eventLoops, String dnsServer) {
        return new UpstreamFactory(
                vertx,
                new Config(
                        Optional.of(eventLoops),
                        Optional.ofNullable(dnsServer),
                        Duration.ofMillis(50),
                        Duration.ofMinutes(5)),
                registry);
    }
}
