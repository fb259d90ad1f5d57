package io.gatehouse.e2e.attack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.e2e.Api;
import io.gatehouse.e2e.Gatehouse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What the set serves at {@code /openapi.json}, operation by operation: whoever adds one adds a target. */
record ApiDocument(JsonNode root) {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    static ApiDocument servedBy(Gatehouse gatehouse) {
        return new ApiDocument(new Api(gatehouse).get("/openapi.json").json());
    }

    List<Operation> operations() {
        return root.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(
                                this, method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())))
                .toList();
    }

    /** Whether a path of it is just this, with nothing to fill in. */
    boolean names(String path) {
        return root.path("paths").has(path);
    }

    JsonNode components() {
        return root.path("components");
    }

    /** The schema itself, where this one only refers to it. */
    JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asText("");
        return reference.isEmpty() ? schema : resolved(root.at(reference.substring(1)));
    }

    /** The names of all fields of all schemas. */
    Stream<String> fields() {
        return components().path("schemas").findValues("properties").stream()
                .flatMap(properties -> properties.properties().stream())
                .map(property -> property.getKey())
                .distinct();
    }
}
