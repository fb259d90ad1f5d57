package io.gatehouse.gateway.route;

import io.gatehouse.gateway.upstream.CheckSettings;
import io.gatehouse.gateway.upstream.EjectionSettings;
import io.gatehouse.gateway.upstream.InstanceSource;
import io.gatehouse.gateway.upstream.UpstreamTarget;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Upstreams as operators read them: under the keys of the routes file. */
final class UpstreamListing {

    private UpstreamListing() {}

    // Nothing of it is secret: a URL with a password in it is refused.
    static JsonObject of(UpstreamTarget target) {
        var connections = target.connections();
        return source(target.source())
                .put("protocol", Names.wire(connections.protocol()))
                .put(
                        "ca",
                        connections.ca() == null
                                ? null
                                : connections.ca().file().toString())
                .put("connections", connections.limit())
                .put("streams", connections.streams())
                .put("waiting", connections.waiting())
                .put("max_wait", Amounts.written(connections.maxWait()))
                .put("connect_timeout", Amounts.written(connections.connectTimeout()))
                .put("keep_alive", Amounts.written(connections.keepAlive()))
                .put("read_timeout", Amounts.written(connections.readTimeout()))
                .put("ejection", ejection(target.ejection()))
                .put("slow_start", Amounts.written(target.ejection().slowStart()))
                .put("check", target.check() == null ? null : check(target.check()));
    }

    private static JsonObject source(InstanceSource source) {
        return switch (source) {
            case InstanceSource.Listed listed ->
                new JsonObject()
                        .put(
                                "urls",
                                new JsonArray(listed.urls().stream()
                                        .map(URI::toString)
                                        .toList()));
            case InstanceSource.Dns dns ->
                new JsonObject()
                        .put(
                                "dns",
                                new JsonObject()
                                        .put("name", dns.name())
                                        .put("type", Names.wire(dns.type()))
                                        .put("port", dns.port())
                                        .put("scheme", dns.tls() ? "https" : "http"));
        };
    }

    private static JsonObject ejection(EjectionSettings ejection) {
        return new JsonObject()
                .put("failures", ejection.failures())
                .put("time", Amounts.written(ejection.time()))
                .put("max_time", Amounts.written(ejection.maxTime()))
                .put(
                        "statuses",
                        new JsonArray(ejection.statuses().stream().sorted().toList()));
    }

    private static JsonObject check(CheckSettings check) {
        return new JsonObject()
                .put("path", check.path())
                .put("interval", Amounts.written(check.interval()))
                .put("timeout", Amounts.written(check.timeout()))
                .put("failures", check.failures())
                .put("successes", check.successes());
    }
}
