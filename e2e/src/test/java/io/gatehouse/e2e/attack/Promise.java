package io.gatehouse.e2e.attack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the document promises of answers: that no operation fails, and that status, media type, code and body are among those
 * that it lists. Fields that no schema names are not expected in answers either.
 */
final class Promise {

    private static final Pattern CODE = Pattern.compile("`([a-z_]+)`");
    private static final String PROBLEM = "application/problem+json";
    private static final String NDJSON = "application/x-ndjson";
    private static final int REFUSED = 400;
    private static final int FAILED = 500;
    private static final int UNAUTHORIZED = 401;

    private final JsonNode components;
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();

    Promise(ApiDocument document) {
        this.components = strict(document.components().deepCopy());
    }

    /** What of the answer is not as promised. */
    List<String> broken(Operation operation, Wire.Answer answer) {
        var broken = new ArrayList<String>();
        if (answer.status() >= FAILED) {
            broken.add("it failed");
        }
        if (answer.field("X-Request-Id") == null) {
            broken.add("no X-Request-Id");
        }
        if (answer.status() == UNAUTHORIZED && answer.field("WWW-Authenticate") == null) {
            broken.add("no WWW-Authenticate");
        }
        var response = operation.description().path("responses").path(Integer.toString(answer.status()));
        if (response.isMissingNode()) {
            broken.add("status " + answer.status() + " is not documented");
        } else {
            content(response, answer, broken);
        }
        return broken;
    }

    private void content(JsonNode response, Wire.Answer answer, List<String> broken) {
        var content = response.path("content");
        if (content.isEmpty()) {
            if (!answer.body().isEmpty()) {
                broken.add("no body is documented");
            }
            return;
        }
        if (!content.has(answer.mediaType())) {
            broken.add("media type '" + answer.mediaType() + "' is not documented");
            return;
        }
        var schema = validator(content.path(answer.mediaType()).path("schema"));
        for (var text : documents(answer)) {
            var body = json(text);
            if (body == null) {
                broken.add("the body is no JSON");
                return;
            }
            schema.validate(body).forEach(message -> broken.add(message.getMessage()));
            if (answer.status() >= REFUSED) {
                code(response, answer, body, broken);
            }
        }
    }

    // The schema of NDJSON is that of a line, of which there may be none.
    private static List<String> documents(Wire.Answer answer) {
        return answer.mediaType().equals(NDJSON) ? answer.body().lines().toList() : List.of(answer.body());
    }

    private static void code(JsonNode response, Wire.Answer answer, JsonNode body, List<String> broken) {
        var problem = answer.mediaType().equals(PROBLEM);
        var code = body.path(problem ? "code" : "error").asText();
        if (!codes(response).contains(code)) {
            broken.add("code `" + code + "` is not documented for " + answer.status());
        }
        if (problem && body.path("status").asInt() != answer.status()) {
            broken.add("the problem says status " + body.path("status"));
        }
    }

    private static Set<String> codes(JsonNode response) {
        return CODE.matcher(response.path("description").asText())
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private JsonSchema validator(JsonNode schema) {
        return schemas.computeIfAbsent(schema, key -> {
            ObjectNode whole = key.deepCopy();
            whole.set("components", components);
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(
                            whole,
                            SchemaValidatorsConfig.builder()
                                    .formatAssertionsEnabled(true)
                                    .build());
        });
    }

    private static JsonNode json(String body) {
        try {
            return ApiDocument.JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static JsonNode strict(JsonNode schemas) {
        for (var schema : schemas.findParents("properties")) {
            if (schema instanceof ObjectNode object
                    && object.path("type").asText().equals("object")
                    && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
        return schemas;
    }
}
