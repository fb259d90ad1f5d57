package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.gateway.idempotency.IdempotencyRule;
import io.gatehouse.gateway.route.HeaderCondition;
import io.gatehouse.gateway.route.Route;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Objects;

/** The fields that mean something to the gateway, for the operations whose routes heed them. */
final class OfferedFields {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;

    private OfferedFields() {}

    /** @param routes those that requests of the operation may take */
    static void describe(ObjectNode operation, String method, List<Route> routes) {
        if (IdempotencyRule.concerns(HttpMethod.valueOf(method))) {
            routes.stream()
                    .map(Route::idempotency)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(rule -> offerKey(operation, rule));
        }
        routes.stream()
                .filter(route -> route.access().session() != null)
                .flatMap(route -> route.match().headers().stream())
                .filter(condition -> condition.value() != null)
                .distinct()
                .forEach(condition -> offerSession(operation, condition));
    }

    private static void offerKey(ObjectNode operation, IdempotencyRule rule) {
        var offered = add(
                operation,
                IDEMPOTENCY_KEY,
                rule.required(),
                "One string for each new request, such as a UUID: it is carried out once, and repetitions get the same response with"
                        + " `Idempotency-Replayed: true`.");
        if (offered != null) {
            offered.put("type", "string").put("minLength", 1).put("maxLength", LONGEST_KEY);
        }
    }

    // Its name is found in small letters, as it is compared.
    private static void offerSession(ObjectNode operation, HeaderCondition condition) {
        var offered = add(
                operation,
                capitalised(condition.name()),
                false,
                "For pages: the tokens are kept in cookies that no script can read, instead of being in the response.");
        if (offered != null) {
            offered.put("type", "string").putArray("enum").add(condition.value());
        }
    }

    /** The schema to be filled in; null where the service describes the field itself. */
    private static ObjectNode add(ObjectNode operation, String name, boolean required, String description) {
        var parameters = operation.withArrayProperty("parameters");
        for (JsonNode parameter : parameters) {
            if (parameter.path("name").asText().equalsIgnoreCase(name)) {
                return null;
            }
        }
        return parameters
                .addObject()
                .put("name", name)
                .put("in", "header")
                .put("required", required)
                .put("description", description)
                .putObject("schema");
    }

    private static String capitalised(String name) {
        var words = new StringBuilder(name);
        for (int i = 0; i < words.length(); i++) {
            if (i == 0 || words.charAt(i - 1) == '-') {
                words.setCharAt(i, Character.toUpperCase(words.charAt(i)));
            }
        }
        return words.toString();
    }
}
