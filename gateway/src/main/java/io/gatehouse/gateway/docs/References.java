package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** The references of one service's document that read differently in the merged one. */
record References(Map<String, String> renamed) {

    static final String COMPONENTS = "components";
    static final String PREFIX = "#/" + COMPONENTS + "/";

    static String to(String kind, String name) {
        return PREFIX + kind + "/" + name;
    }

    /** A copy in which they read as they must. */
    JsonNode rewrite(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var copy = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> copy.set(field.getKey(), rewrite(field.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                var copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(rewrite(element)));
                yield copy;
            }
            case TextNode text
            when renamed.containsKey(text.textValue()) -> TextNode.valueOf(renamed.get(text.textValue()));
            default -> node;
        };
    }
}
