package io.gatehouse.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;

/** Kinds that operators define, by what {@code custom-resources.yaml} says of the fields that are used here. */
final class CustomResources {

    private static final Set<String> DOCUMENT = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final JsonNode KNOWN = known();

    private CustomResources() {}

    static boolean knows(String kind) {
        return KNOWN.get("kinds").has(kind);
    }

    /** What is wrong with such a document but for its metadata. */
    static Stream<String> mistakes(String kind, JsonNode document) {
        var unknown = document.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !DOCUMENT.contains(field))
                .map(field -> "$: property '" + field + "' is not defined");
        var schema = KNOWN.get("kinds").get(kind).<ObjectNode>deepCopy();
        schema.set("definitions", KNOWN.get("definitions"));
        var wrong =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(schema)
                        .validate(document.path("spec"))
                        .stream()
                        .map(message -> message.getMessage().replaceFirst("^\\$", "spec"));
        return Stream.concat(unknown, wrong);
    }

    static Set<String> kinds() {
        return KNOWN.get("kinds").propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static JsonNode known() {
        try (var file = CustomResources.class.getResourceAsStream("/custom-resources.yaml")) {
            return new ObjectMapper().valueToTree(new Yaml().load(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
