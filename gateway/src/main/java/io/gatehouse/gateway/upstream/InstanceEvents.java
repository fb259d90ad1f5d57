package io.gatehouse.gateway.upstream;

import java.time.Duration;
import org.jboss.logging.Logger;

/** Tells operators what becomes of the instances of an upstream: each turn once, not each request. */
final class InstanceEvents {

    private static final Logger LOG = Logger.getLogger(InstanceEvents.class);

    private final UpstreamTarget target;
    private final UpstreamMeters meters;

    InstanceEvents(UpstreamTarget target, UpstreamMeters meters) {
        this.target = target;
        this.meters = meters;
    }

    void ejected(Instance instance, Duration time) {
        meters.ejected();
        LOG.warnf(
                "Instance %s of %s is left out for %s after %d failures in a row",
                instance.location, target.name(), time, target.ejection().failures());
    }

    void returned(Instance instance) {
        LOG.infof("Instance %s of %s answers again and gets requests", instance.location, target.name());
    }

    void unready(Instance instance) {
        LOG.warnf("Instance %s of %s fails its checks and gets no requests", instance.location, target.name());
    }

    void ready(Instance instance) {
        LOG.infof("Instance %s of %s passes its checks and gets requests again", instance.location, target.name());
    }

    void opened() {
        LOG.warnf("No instance of %s answers: requests are refused, but for one each second to each", target.name());
    }

    void closed() {
        LOG.infof("%s answers again", target.name());
    }
}
