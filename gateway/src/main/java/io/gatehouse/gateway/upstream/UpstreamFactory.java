package io.gatehouse.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.net.URI;

/** Opens upstreams. */
@Singleton
public class UpstreamFactory {

    private final VertxInternal vertx;
    private final UpstreamConfig config;
    private final MeterRegistry registry;

    UpstreamFactory(Vertx vertx, UpstreamConfig config, MeterRegistry registry) {
        this.vertx = (VertxInternal) vertx;
        this.config = config;
        this.registry = registry;
    }

    /** Ready to take requests at once, or as soon as its name has been looked up. */
    public Upstream open(UpstreamTarget target) {
        return open(target, null);
    }

    /**
     * The same in the place of another one.
     *
     * @param before whose instances are these too until the name has been looked up again, if it is the same name; or null
     */
    Upstream open(UpstreamTarget target, Upstream before) {
        var meters = new UpstreamMeters(registry, target.name());
        var instances = new Instances(target.ejection(), new InstanceEvents(target, meters));
        meters.watch(instances);
        if (before != null && before.target().source().equals(target.source())) {
            instances.replace(before.instances().list().stream()
                    .map(instance -> instance.location)
                    .toList());
        }
        int eventLoops = config.eventLoops().orElse(Runtime.getRuntime().availableProcessors());
        var upstream = new Upstream(
                target,
                instances,
                Connections.of(vertx, target, eventLoops),
                Connections.forStreams(vertx, target, eventLoops),
                meters);
        discover(upstream, instances, meters);
        if (target.check() != null) {
            var checks = new ActiveChecks(
                    vertx.createEventLoopContext(), target.check(), instances, Connections.of(vertx, target, 1));
            checks.start();
            upstream.onClose(checks::close);
        }
        return upstream;
    }

    private void discover(Upstream upstream, Instances instances, UpstreamMeters meters) {
        switch (upstream.target().source()) {
            case InstanceSource.Listed listed ->
                instances.replace(
                        listed.urls().stream().map(UpstreamFactory::location).toList());
            case InstanceSource.Dns dns -> {
                var discovery = new DnsDiscovery(vertx.createEventLoopContext(), dns, config, instances, meters);
                discovery.start();
                upstream.discoveredBy(discovery);
            }
        }
    }

    private static Instance.Location location(URI url) {
        return new Instance.Location(url.getHost(), url.getHost(), InstanceSource.Listed.port(url));
    }
}
