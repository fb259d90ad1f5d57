package io.gatehouse.gateway.route;

import io.gatehouse.gateway.route.Destination.Share;
import java.util.Collection;

/** Reads where a route's requests go: one service, several by weight, and who gets copies. */
final class DestinationParser {

    private final Collection<String> upstreams;

    DestinationParser(Collection<String> upstreams) {
        this.upstreams = upstreams;
    }

    Destination one(YamlValue value) {
        var name = value.text();
        return Destination.only(name.equals(Destination.GATEWAY) ? name : upstream(value));
    }

    Destination several(YamlValue value) {
        var shares = value.each(this::share);
        return shares == null ? null : value.checked(() -> new Destination(shares));
    }

    MirrorRule mirror(YamlValue value) {
        var fields = value.fields("a mirror", "upstream", "percent");
        var upstream = fields.get("upstream", this::upstream);
        int percent = fields.get("percent", YamlValue::wholeNumber, 100);
        return fields.make(() -> new MirrorRule(upstream, percent)).orElse(null);
    }

    private Share share(YamlValue value) {
        var fields = value.fields("a weighted upstream", "name", "weight");
        var name = fields.get("name", this::upstream);
        var weight = fields.get("weight", YamlValue::wholeNumber);
        return fields.make(() -> new Share(name, weight)).orElse(null);
    }

    private String upstream(YamlValue value) {
        var name = value.text();
        if (!upstreams.contains(name)) {
            throw value.refused("there is no upstream '" + name + "'; there are " + upstreams);
        }
        return name;
    }
}
