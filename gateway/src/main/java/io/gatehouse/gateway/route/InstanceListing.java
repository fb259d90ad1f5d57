package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.Upstream;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The instances of a service and how they do, as operators read them. */
final class InstanceListing {

    private InstanceListing() {}

    static JsonArray of(Upstream upstream) {
        return new JsonArray(upstream.standings().stream()
                .map(instance -> new JsonObject()
                        .put("address", instance.address())
                        .put("state", Names.wire(instance.state()))
                        .put("failures", instance.failures())
                        .put("in_flight", instance.inFlight()))
                .toList());
    }
}
