package io.gatehouse.gateway.upstream;

import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Keeps the instances of an upstream as the DNS tells them. While a name cannot be looked up, or stands for nothing, those
 * that were found last stay: an answer that is old is better than none.
 */
final class DnsDiscovery {

    private static final Logger LOG = Logger.getLogger(DnsDiscovery.class);

    private final ContextInternal context;
    private final InstanceSource.Dns source;
    private final DnsLookup lookup;
    private final UpstreamConfig config;
    private final Instances instances;
    private final UpstreamMeters meters;
    private volatile boolean asked;
    private boolean failing;
    private boolean closed;

    DnsDiscovery(
            ContextInternal context,
            InstanceSource.Dns source,
            UpstreamConfig config,
            Instances instances,
            UpstreamMeters meters) {
        this.context = context;
        this.source = source;
        this.lookup = DnsLookup.on(context, config.dnsServer());
        this.config = config;
        this.instances = instances;
        this.meters = meters;
    }

    void start() {
        context.runOnContext(_ -> lookUp());
    }

    /** Whether the DNS has been asked once, whatever came of it. */
    boolean hasAsked() {
        return asked;
    }

    void close() {
        context.runOnContext(_ -> {
            closed = true;
            lookup.close();
        });
    }

    private void lookUp() {
        if (closed) {
            return;
        }
        lookup.find(source).onComplete(this::learned, cause -> {
            if (!closed) {
                failed(cause);
            }
        });
    }

    private void learned(DnsLookup.Found found) {
        instances.replace(found.locations());
        asked = true;
        failing = false;
        lookUpIn(Duration.ofSeconds(Math.min(found.seconds(), config.maxTtl().toSeconds())));
    }

    private void failed(Throwable cause) {
        asked = true;
        meters.dnsFailed();
        if (!failing) {
            LOG.warnf("%s cannot be looked up, the instances found last stay: %s", source, cause.getMessage());
        }
        failing = true;
        lookUpIn(config.minTtl());
    }

    private void lookUpIn(Duration time) {
        long millis = Math.clamp(
                time.toMillis(), config.minTtl().toMillis(), config.maxTtl().toMillis());
        context.setTimer(millis, _ -> lookUp());
    }
}
