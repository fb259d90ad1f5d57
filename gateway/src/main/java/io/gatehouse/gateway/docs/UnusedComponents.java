package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** What only unreachable operations speak of: nobody outside needs it, or should read it. */
final class UnusedComponents {

    // Named in requirements, never referred to.
    private static final String SECURITY = "securitySchemes";

    private UnusedComponents() {}

    static void removeFrom(ObjectNode document) {
        var used = used(document);
        document.path(References.COMPONENTS).properties().forEach(kind -> {
            if (!kind.getKey().equals(SECURITY)) {
                var names = ((ObjectNode) kind.getValue()).properties();
                names.removeIf(component -> !used.contains(References.to(kind.getKey(), component.getKey())));
            }
        });
    }

    private static Set<String> used(ObjectNode document) {
        var used = new HashSet<String>();
        var unread = new ArrayDeque<JsonNode>();
        unread.add(document.path("paths"));
        while (!unread.isEmpty()) {
            var node = unread.remove();
            node.forEach(unread::add);
            // Also where a discriminator names them, which is no $ref.
            if (node.isTextual() && node.textValue().startsWith(References.PREFIX) && used.add(node.textValue())) {
                unread.add(document.at(node.textValue().substring(1)));
            }
        }
        return used;
    }
}
