package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Locale;

/**
 * Brings the components of several documents together. Those of the same name that say the same are one; of those that
 * differ the later one gets its service's name in front.
 */
final class ComponentMerge {

    private final ObjectNode all;

    ComponentMerge(ObjectNode all) {
        this.all = all;
    }

    References add(String upstream, JsonNode components) {
        var references = renamed(upstream, components);
        components.properties().forEach(kind -> kind.getValue().properties().forEach(component -> {
            var reference = References.to(kind.getKey(), component.getKey());
            var name = references.renamed().getOrDefault(reference, reference);
            all.withObjectProperty(kind.getKey())
                    .set(name.substring(name.lastIndexOf('/') + 1), references.rewrite(component.getValue()));
        }));
        return references;
    }

    private References renamed(String upstream, JsonNode components) {
        var renamed = new HashMap<String, String>();
        components.properties().forEach(kind -> kind.getValue().properties().forEach(component -> {
            var known = all.path(kind.getKey()).get(component.getKey());
            if (known != null && !known.equals(component.getValue())) {
                renamed.put(
                        References.to(kind.getKey(), component.getKey()),
                        References.to(kind.getKey(), prefixed(upstream, component.getKey())));
            }
        }));
        return new References(renamed);
    }

    private static String prefixed(String upstream, String name) {
        var prefix = new StringBuilder();
        for (var word : upstream.split("-", -1)) {
            prefix.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return prefix.append(name).toString();
    }
}
