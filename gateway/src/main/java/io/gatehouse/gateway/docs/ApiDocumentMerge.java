package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gatehouse.gateway.route.RouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/**
 * Makes one OpenAPI document of several. Only operations that a route makes reachable are taken. Components of the same
 * name that say the same are one; of those that differ the later one gets its service's name in front.
 */
final class ApiDocumentMerge {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String COMPONENTS = "components";
    private static final String REFERENCE = "$ref";

    private final ObjectMapper mapper;
    private final RouteTable routes;
    private final ObjectNode document;

    ApiDocumentMerge(ObjectMapper mapper, RouteTable routes) {
        this.mapper = mapper;
        this.routes = routes;
        this.document = mapper.createObjectNode();
    }

    ObjectNode merge(SortedMap<String, ObjectNode> parts) {
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Gatehouse")
                .put("description", "All services behind the gateway.")
                .put("version", "1");
        document.putArray("servers").addObject().put("url", "/");
        document.putObject("paths");
        document.putObject(COMPONENTS);
        parts.forEach(this::add);
        return document;
    }

    private void add(String upstream, ObjectNode part) {
        var renamed = addComponents(upstream, part.path(COMPONENTS));
        part.path("paths").properties().forEach(path -> addPath(upstream, path.getKey(), path.getValue(), renamed));
    }

    /** Returns the references that now read differently. */
    private Map<String, String> addComponents(String upstream, JsonNode components) {
        var renamed = new HashMap<String, String>();
        components.properties().forEach(kind -> kind.getValue().properties().forEach(component -> {
            var known = document.path(COMPONENTS).path(kind.getKey()).get(component.getKey());
            if (known != null && !known.equals(component.getValue())) {
                renamed.put(
                        reference(kind.getKey(), component.getKey()),
                        reference(kind.getKey(), prefixed(upstream, component.getKey())));
            }
        }));
        components.properties().forEach(kind -> kind.getValue().properties().forEach(component -> {
            var reference = reference(kind.getKey(), component.getKey());
            var name = renamed.getOrDefault(reference, reference);
            ((ObjectNode) document.get(COMPONENTS))
                    .withObjectProperty(kind.getKey())
                    .set(name.substring(name.lastIndexOf('/') + 1), rewritten(component.getValue(), renamed));
        }));
        return renamed;
    }

    private void addPath(String upstream, String path, JsonNode item, Map<String, String> renamed) {
        var reachable = mapper.createObjectNode();
        boolean any = false;
        for (var entry : item.properties()) {
            boolean operation = METHODS.contains(entry.getKey());
            boolean leads = operation && routes.leads(entry.getKey().toUpperCase(Locale.ROOT), path, upstream);
            any |= leads;
            if (!operation || leads) {
                reachable.set(entry.getKey(), rewritten(entry.getValue(), renamed));
            }
        }
        if (any) {
            ((ObjectNode) document.get("paths")).set(path, reachable);
        }
    }

    private JsonNode rewritten(JsonNode node, Map<String, String> renamed) {
        if (renamed.isEmpty()) {
            return node;
        }
        return switch (node) {
            case ObjectNode object -> {
                var copy = mapper.createObjectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), member(field, renamed)));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = mapper.createArrayNode();
                array.forEach(element -> copy.add(rewritten(element, renamed)));
                yield copy;
            }
            default -> node;
        };
    }

    private JsonNode member(Map.Entry<String, JsonNode> field, Map<String, String> renamed) {
        var value = field.getValue();
        return field.getKey().equals(REFERENCE) && renamed.containsKey(value.asText())
                ? TextNode.valueOf(renamed.get(value.asText()))
                : rewritten(value, renamed);
    }

    private static String reference(String kind, String name) {
        return "#/" + COMPONENTS + "/" + kind + "/" + name;
    }

    private static String prefixed(String upstream, String name) {
        var prefix = new StringBuilder();
        for (var word : upstream.split("-", -1)) {
            prefix.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return prefix.append(name).toString();
    }
}
