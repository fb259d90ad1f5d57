package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.route.RouteTable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Makes one OpenAPI document of several. Only operations that a route makes reachable are taken, and what they need. */
final class ApiDocumentMerge {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final RouteTable routes;
    private final ObjectNode document;
    private final ObjectNode paths;
    private final ObjectNode components;
    private final Set<String> operationIds = new HashSet<>();
    private final Set<String> tags = new TreeSet<>();

    ApiDocumentMerge(ObjectMapper mapper, RouteTable routes) {
        this.routes = routes;
        this.document = mapper.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Gatehouse")
                .put("description", "All services behind the gateway.")
                .put("version", "1");
        document.putArray("servers").addObject().put("url", "/");
        this.paths = document.putObject("paths");
        this.components = document.putObject(References.COMPONENTS);
    }

    ObjectNode merge(SortedMap<String, ObjectNode> parts) {
        parts.forEach(this::add);
        PublicOperation.addSchema(components);
        UnusedComponents.removeFrom(document);
        var named = document.putArray("tags");
        tags.forEach(tag -> named.addObject().put("name", tag));
        return document;
    }

    private void add(String upstream, ObjectNode part) {
        var references = new ComponentMerge(components).add(upstream, part.path(References.COMPONENTS));
        part.path("paths")
                .properties()
                .forEach(path -> addPath(upstream, path.getKey(), references.rewrite(path.getValue())));
    }

    private void addPath(String upstream, String path, JsonNode item) {
        item.properties()
                .removeIf(entry -> isOperation(entry.getKey())
                        && !routes.leads(entry.getKey().toUpperCase(Locale.ROOT), path, upstream));
        var operations = item.properties().stream()
                .filter(entry -> isOperation(entry.getKey()) && entry.getValue() instanceof ObjectNode)
                .toList();
        operations.forEach(entry -> {
            var operation = (ObjectNode) entry.getValue();
            var method = entry.getKey().toUpperCase(Locale.ROOT);
            var taken = routes.routes(method, path);
            OfferedFields.describe(operation, method, taken);
            GatewayAnswers.describe(operation, method, taken);
            publish(upstream, operation);
        });
        if (!operations.isEmpty()) {
            paths.withObjectProperty(path).setAll((ObjectNode) item);
        }
    }

    private void publish(String upstream, ObjectNode operation) {
        PublicOperation.makeIdUnique(operation, upstream, operationIds);
        operation.path("tags").forEach(tag -> tags.add(tag.asText()));
    }

    private static boolean isOperation(String member) {
        return METHODS.contains(member);
    }
}
