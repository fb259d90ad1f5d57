package io.gatehouse.gateway.docs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import java.util.List;
import java.util.Set;

/** An operation as it is behind the gateway, which may answer in the service's place. */
final class PublicOperation {

    private static final String PROBLEM = "Problem";
    private static final List<ErrorCode> ANSWERS = List.of(
            ErrorCode.RATE_LIMITED,
            ErrorCode.UPSTREAM_FAILED,
            ErrorCode.SERVICE_UNAVAILABLE,
            ErrorCode.UPSTREAM_TIMEOUT);

    private PublicOperation() {}

    /** Adds what the gateway answers, where the service does not itself answer with the same status. */
    static void addAnswers(ObjectNode operation) {
        ANSWERS.forEach(code -> addAnswer(operation, code));
    }

    static void addAnswer(ObjectNode operation, ErrorCode code) {
        var responses = operation.withObjectProperty("responses");
        var status = Integer.toString(code.status);
        if (!responses.has(status)) {
            var response = responses.putObject(status).put("description", "`" + code.wire + "` " + code.title);
            response.putObject("content")
                    .putObject(Problem.MEDIA_TYPE)
                    .putObject("schema")
                    .put("$ref", References.to("schemas", PROBLEM));
        }
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
