package io.gatehouse.gateway.upstream;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All services of the routes file, by name. */
public final class Upstreams {

    private final Map<String, Upstream> byName;

    public Upstreams(UpstreamFactory factory, Collection<UpstreamTarget> targets) {
        this.byName = targets.stream()
                .map(factory::open)
                .collect(Collectors.toUnmodifiableMap(Upstream::name, Function.identity()));
    }

    /** The service that a validated route names. */
    public Upstream get(String name) {
        return byName.get(name);
    }

    public Collection<Upstream> all() {
        return byName.values();
    }

    public Future<Void> close() {
        return Future.join(byName.values().stream().map(Upstream::close).toList())
                .mapEmpty();
    }
}
