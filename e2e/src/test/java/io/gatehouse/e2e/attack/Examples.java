package io.gatehouse.e2e.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.gatehouse.e2e.Api;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;

/** Bodies that are as their schema wants them, field by field, each value as JSON. */
final class Examples {

    private static final String NOBODY = "018f0000-0000-7000-8000-000000000000";

    // What a pattern or a rule behind the schema asks for, by the name of the field.
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("password", Api.PASSWORD),
            Map.entry("current_password", Api.PASSWORD),
            Map.entry("new_password", "eleven purple lanterns hum"),
            Map.entry("password_hash", "$2b$04$" + "abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234"),
            Map.entry("display_name", "Ada Lovelace"),
            Map.entry("locale", "en-GB"),
            Map.entry("time_zone", "Europe/London"),
            Map.entry("avatar_url", "https://example.com/ada.png"),
            Map.entry("phone", "+442071838750"),
            Map.entry("status", "active"),
            Map.entry("grant_type", "client_credentials"),
            Map.entry("kty", "EC"),
            Map.entry("crv", "P-256"),
            Map.entry("account", NOBODY),
            Map.entry("actor", NOBODY),
            Map.entry("ids", NOBODY),
            Map.entry("recovery_code", "AAAA-BBBB-CCCC-DDDD"));

    private final ApiDocument document;
    private final RandomGenerator random;

    Examples(ApiDocument document, RandomGenerator random) {
        this.document = document;
        this.random = random;
    }

    /** All fields of a body, required or not. */
    Map<String, String> body(JsonNode schema) {
        var fields = new LinkedHashMap<String, String>();
        schema.path("properties")
                .properties()
                .forEach(field -> fields.put(field.getKey(), value(field.getKey(), field.getValue())));
        return fields;
    }

    /** A value of a parameter in the query. */
    static String parameter(Operation.Parameter parameter) {
        var schema = parameter.schema();
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asText();
        }
        if (!schema.path("default").asText().isEmpty()) {
            return schema.path("default").asText();
        }
        return schema.path("format").asText().equals("date-time")
                ? "2026-01-01T00:00:00Z"
                : BY_NAME.getOrDefault(parameter.name(), "ada");
    }

    private String value(String name, JsonNode reference) {
        var schema = document.resolved(reference);
        return switch (schema.path("type").asText("string")) {
            case "object" -> object(body(schema));
            case "array" -> items(name, schema);
            case "boolean" -> "true";
            case "integer", "number" -> Integer.toString(schema.path("minimum").asInt(1));
            default -> HostileText.quoted(text(name, schema));
        };
    }

    // Roles and scopes that nobody is harmed by: none.
    private String items(String name, JsonNode schema) {
        return schema.path("minItems").asInt() == 0 ? "[]" : "[" + value(name, schema.path("items")) + "]";
    }

    /** The body as its operation reads it, bytes as characters: a JSON object or a form. */
    static String written(Operation operation, Map<String, String> fields) {
        if (!operation.takesForm()) {
            return object(fields);
        }
        var form = new StringJoiner("&");
        fields.forEach((name, json) -> form.add(
                URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(json.replaceAll("^\"|\"$", ""), UTF_8)));
        return form.toString();
    }

    private static String object(Map<String, String> fields) {
        var text = new StringBuilder("{");
        fields.forEach((name, value) -> text.append(text.length() > 1 ? "," : "")
                .append(HostileText.quoted(name))
                .append(':')
                .append(value));
        return text.append('}').toString();
    }

    private String text(String name, JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asText();
        }
        if (name.equals("code")) {
            return schema.path("pattern").asText().contains("{4}") ? "12345678" : "123456";
        }
        return switch (name) {
            case "email" -> "ada." + fresh() + "@example.com";
            case "client_id", "name" -> "of-" + fresh();
            default -> BY_NAME.getOrDefault(name, "text");
        };
    }

    private String fresh() {
        return Long.toHexString(random.nextLong());
    }
}
