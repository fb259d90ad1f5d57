package io.gatehouse.gateway.upstream;

import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.List;
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
        lookup.records(source).addListener(found -> {
            if (found.isSuccess()) {
                @SuppressWarnings("unchecked")
                var records = (List<DnsRecord>) found.getNow();
                learned(records);
            } else if (!closed) {
                failed(found.cause());
            }
        });
    }

    private void learned(List<DnsRecord> records) {
        try {
            var locations = DnsLookup.locations(source, records);
            if (locations.isEmpty()) {
                throw new IllegalArgumentException("the name stands for no instance");
            }
            instances.replace(locations);
            failing = false;
            lookUpIn(Duration.ofSeconds(
                    records.stream().mapToLong(DnsRecord::timeToLive).min().orElse(0)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | CorruptedFrameException unreadable) {
            // Whatever a name server says: it will be asked again.
            failed(unreadable);
        } finally {
            records.forEach(ReferenceCountUtil::release);
        }
    }

    private void failed(Throwable cause) {
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
