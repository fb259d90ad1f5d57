package io.gatehouse.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.route.RouteFile;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ApiDocumentMergeTest {

    private static final String ROUTES = """
            upstreams: {a-service: {url: "http://a"}, b-service: {url: "http://b"}}
            routes:
              - {id: a, match: {paths: [/a], methods: [GET]}, upstream: a-service, identity: none}
              - {id: b, match: {paths: ["/b/{id}"]}, upstream: b-service, identity: none}
              - {id: keyed, match: {paths: [/keyed], methods: [POST, PUT]}, upstream: a-service, identity: none, idempotency: {keep: 1h, required: true}}
              - {id: guarded, match: {paths: [/guarded], methods: [POST]}, upstream: a-service, identity: required, roles: [admin]}
              - {id: begin, match: {paths: [/begin], methods: [POST]}, upstream: a-service, identity: none, idempotency: {keep: 1h}}
              - {id: begin-browser, match: {paths: [/begin], methods: [POST], headers: {X-Token-Delivery: cookie}}, upstream: a-service, identity: none, session: begin}
              - {id: canary, match: {paths: [/begin], methods: [POST], headers: {X-Token-Delivery: other}}, upstream: b-service, identity: none}
            """;

    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void componentsThatDifferKeepApart() throws JsonProcessingException {
        var merged = merge(part("/a", "string"), part("/b/{id}", "integer"));

        assertThat(merged.at("/components/schemas/Thing/properties/x/type").asText())
                .isEqualTo("string");
        assertThat(merged.at("/components/schemas/BServiceThing/properties/x/type")
                        .asText())
                .isEqualTo("integer");
        assertThat(merged.at("/paths/~1a/get/schema/$ref").asText()).isEqualTo("#/components/schemas/Thing");
        assertThat(merged.at("/paths/~1b~1{id}/get/schema/$ref").asText())
                .isEqualTo("#/components/schemas/BServiceThing");
    }

    @Test
    void componentsThatSayTheSameAreOne() throws JsonProcessingException {
        var merged = merge(part("/a", "string"), part("/b/{id}", "string"));

        assertThat(merged.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("Thing", "Problem");
    }

    @Test
    void componentsThatOnlyUnreachablePathsNeedAreLeftOut() throws JsonProcessingException {
        var merged = merge(part("/internal", "string"), part("/b/{id}", "integer"));

        assertThat(merged.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("BServiceThing", "Problem");
    }

    @Test
    void everyOperationMayBeAnsweredByTheGateway() throws JsonProcessingException {
        var responses = merge(part("/a", "string"), part("/b/{id}", "string")).at("/paths/~1a/get/responses");

        assertThat(responses.fieldNames())
                .toIterable()
                .containsExactly("400", "408", "413", "417", "429", "431", "502", "503", "504");
        assertThat(responses.at("/504/description").asText())
                .isEqualTo("`upstream_timeout` " + ErrorCode.UPSTREAM_TIMEOUT.title);
        assertThat(responses
                        .at("/504/content/application~1problem+json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
    }

    @Test
    void answerOfTheServiceStandsBeforeTheGateways() throws JsonProcessingException {
        var busy = part("/a", "string");
        ((ObjectNode) busy.at("/paths/~1a/get"))
                .putObject("responses")
                .putObject("503")
                .put("description", "busy")
                .putObject("content")
                .putObject("application/json");

        var answer = merge(busy, part("/b/{id}", "string")).at("/paths/~1a/get/responses/503");

        assertThat(answer.path("description").asText())
                .isEqualTo("busy; `service_unavailable` " + ErrorCode.SERVICE_UNAVAILABLE.title);
        assertThat(answer.path("content").fieldNames())
                .toIterable()
                .containsExactly("application/json", "application/problem+json");
    }

    @Test
    void codeThatTheServiceNamesIsNotNamedTwice() throws JsonProcessingException {
        var named = part("/a", "string");
        ((ObjectNode) named.at("/paths/~1a/get"))
                .putObject("responses")
                .putObject("400")
                .put("description", "`malformed_request` or worse");

        assertThat(merge(named, part("/b/{id}", "string"))
                        .at("/paths/~1a/get/responses/400/description")
                        .asText())
                .isEqualTo("`malformed_request` or worse");
    }

    @Test
    void whatARouteAsksForMayBeMissing() throws JsonProcessingException {
        var paths = merge(operations("/guarded", "post"), operations("/b/{id}", "post"))
                .path("paths");

        var guarded = paths.at("/~1guarded/post/responses");
        assertThat(guarded.at("/401/description").asText())
                .contains("`invalid_token`", "`token_expired`", "`session_revoked`");
        assertThat(guarded.at("/403/description").asText()).contains("`forbidden`", "`cross_site_request`");
        assertThat(paths.at("/~1b~1{id}/post/responses").has("401")).isFalse();
    }

    @Test
    void operationIdsThatCollideGetTheirServicesName() throws JsonProcessingException {
        var merged = merge(part("/a", "string"), part("/b/{id}", "string"));

        assertThat(merged.at("/paths/~1a/get/operationId").asText()).isEqualTo("thing_get");
        assertThat(merged.at("/paths/~1b~1{id}/get/operationId").asText()).isEqualTo("b_service_thing_get");
    }

    @Test
    void tagsOfReachableOperationsAreListed() throws JsonProcessingException {
        var merged = merge(part("/a", "string"), part("/b/{id}", "string"));

        assertThat(merged.get("tags")).hasToString("[{\"name\":\"Things\"}]");
    }

    @Test
    void mergingLeavesTheParts() throws JsonProcessingException {
        var first = part("/a", "string");
        var second = part("/b/{id}", "integer");

        merge(first, second);

        assertThat(first).isEqualTo(part("/a", "string"));
        assertThat(second).isEqualTo(part("/b/{id}", "integer"));
    }

    @Test
    void pathOfAnotherServicesRouteIsLeftOut() throws JsonProcessingException {
        var merged = merge(part("/b/{id}", "string"), part("/a", "string"));

        assertThat(merged.get("paths").isEmpty()).isTrue();
    }

    @Test
    void keyIsNamedWhereTheRouteHeedsIt() throws JsonProcessingException {
        var merged = merge(operations("/keyed", "post", "put"), operations("/b/{id}", "post"));

        assertThat(merged.at("/paths/~1keyed/post/parameters")).hasSize(1);
        var key = merged.at("/paths/~1keyed/post/parameters/0");
        assertThat(key.get("name").asText()).isEqualTo("Idempotency-Key");
        assertThat(key.get("in").asText()).isEqualTo("header");
        assertThat(key.get("required").asBoolean()).isTrue();
        assertThat(key.at("/schema/maxLength").asInt()).isEqualTo(255);
        assertThat(merged.at("/paths/~1keyed/post/responses").fieldNames())
                .toIterable()
                .containsExactly("400", "408", "409", "413", "417", "422", "429", "431", "502", "503", "504");
        assertThat(merged.at("/paths/~1keyed/post/responses/409/description").asText())
                .contains("`request_outstanding`", "`outcome_unknown`", "`reply_not_kept`");
        assertThat(merged.at("/paths/~1keyed/post/responses/400/description").asText())
                .contains("`idempotency_key_required`", "`idempotency_key_invalid`");
        assertThat(merged.at("/paths/~1keyed/put").has("parameters")).isFalse();
        assertThat(merged.at("/paths/~1b~1{id}/post").has("parameters")).isFalse();
    }

    @Test
    void cookiesAreOfferedWhereSessionsBegin() throws JsonProcessingException {
        var parameters = merge(operations("/begin", "post"), operations("/b/{id}", "post"))
                .at("/paths/~1begin/post/parameters");

        assertThat(parameters.findValuesAsText("name")).containsExactly("Idempotency-Key", "X-Token-Delivery");
        assertThat(parameters.at("/0/required").asBoolean()).isFalse();
        assertThat(parameters.at("/1/required").asBoolean()).isFalse();
        assertThat(parameters.at("/1/schema/enum")).hasToString("[\"cookie\"]");
    }

    @Test
    void whatTheServiceDescribesItselfIsNotSaidTwice() throws JsonProcessingException {
        var known = operations("/keyed", "post");
        ((ObjectNode) known.at("/paths/~1keyed/post"))
                .putArray("parameters")
                .addObject()
                .put("name", "idempotency-key");

        var merged = merge(known, operations("/b/{id}", "post"));

        assertThat(merged.at("/paths/~1keyed/post/parameters")).hasSize(1);
    }

    private ObjectNode operations(String path, String... methods) {
        var document = mapper.createObjectNode();
        var item = document.putObject("paths").putObject(path);
        for (var method : methods) {
            item.putObject(method);
        }
        return document;
    }

    private JsonNode merge(ObjectNode first, ObjectNode second) {
        var file = RouteFile.parse("routes.yaml", ROUTES, _ -> null, 1);
        return new ApiDocumentMerge(mapper, file.table())
                .merge(new TreeMap<>(Map.of("a-service", first, "b-service", second)));
    }

    private ObjectNode part(String path, String type) throws JsonProcessingException {
        return (ObjectNode) mapper.readTree("""
                {"paths": {"%s": {"get": {"operationId": "thing_get", "tags": ["Things"], "schema": {"$ref": "#/components/schemas/Thing"}}}},
                 "components": {"schemas": {"Thing": {"properties": {"x": {"type": "%s"}}}}}}
                """.formatted(path, type));
    }
}
