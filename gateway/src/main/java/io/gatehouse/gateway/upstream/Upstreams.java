package io.gatehouse.gateway.upstream;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All services of one routes file, by name. The sets of successive files share the services that did not change, with
 * their connections and what is known of their health.
 */
public final class Upstreams {

    private final UpstreamFactory factory;
    private final Map<String, Shared> byName = new HashMap<>();

    /** @param sets how many sets it belongs to */
    private record Shared(Upstream upstream, AtomicInteger sets) {

        Future<Void> leave() {
            return sets.decrementAndGet() == 0 ? upstream.close() : Future.succeededFuture();
        }
    }

    public Upstreams(UpstreamFactory factory, Collection<UpstreamTarget> targets) {
        this(factory, targets, Map.of());
    }

    private Upstreams(UpstreamFactory factory, Collection<UpstreamTarget> targets, Map<String, Shared> before) {
        this.factory = factory;
        targets.forEach(target -> byName.put(target.name(), shared(target, before.get(target.name()))));
        byName.values().forEach(shared -> shared.sets.incrementAndGet());
    }

    /** The set that follows on this one, which must still be open. */
    public Upstreams next(Collection<UpstreamTarget> targets) {
        return new Upstreams(factory, targets, byName);
    }

    /** The service that a validated route names. */
    public Upstream get(String name) {
        return byName.get(name).upstream;
    }

    public List<Upstream> all() {
        return byName.values().stream().map(Shared::upstream).toList();
    }

    /** Closes the services that no other set has. */
    public Future<Void> close() {
        return Future.join(byName.values().stream().map(Shared::leave).toList()).mapEmpty();
    }

    private Shared shared(UpstreamTarget target, Shared before) {
        if (before != null && before.upstream.target().equals(target)) {
            return before;
        }
        return new Shared(factory.open(target, before == null ? null : before.upstream), new AtomicInteger());
    }
}
