package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import java.util.Set;

/** An operation as it is behind the gateway, which may answer in the service's place. */
final class PublicOperation {

    private static final String PROBLEM = "Problem";

    private PublicOperation() {}

    /** Adds that a problem may be the answer, beside whatever the service itself answers with the same status. */
    static void addAnswer(ObjectNode operation, ErrorCode code) {
        var response = operation.withObjectProperty("responses").withObjectProperty(Integer.toString(code.status));
        var named = "`" + code.wire + "`";
        var description = response.path("description").asText();
        if (!description.contains(named)) {
            response.put("description", (description.isEmpty() ? "" : description + "; ") + named + " " + code.title);
        }
        response.withObjectProperty("content")
                .withObjectProperty(Problem.MEDIA_TYPE)
                .withObjectProperty("schema")
                .put("$ref", References.to("schemas", PROBLEM));
    }

    /** The schema that the answers refer to, for services that bring none. */
    static void addSchema(ObjectNode components) {
        var schemas = components.withObjectProperty("schemas");
        if (!schemas.has(PROBLEM)) {
            schemas.putObject(PROBLEM).put("type", "object").put("description", "RFC 9457 problem details");
        }
    }

    /** Clients are made of the ids, so each is there once: a second one gets its service's name in front. */
    static void makeIdUnique(ObjectNode operation, String upstream, Set<String> taken) {
        var id = operation.path("operationId").asText(null);
        if (id != null && !taken.add(id)) {
            var longer = upstream.replace('-', '_') + "_" + id;
            taken.add(longer);
            operation.put("operationId", longer);
        }
    }
}
