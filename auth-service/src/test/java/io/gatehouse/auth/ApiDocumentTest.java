package io.gatehouse.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API document says of many endpoints at once. */
@QuarkusTest
class ApiDocumentTest {

    /** Nobody is let in by these, so they need no recent sign-in. */
    private static final Set<String> HARMLESS =
            Set.of("delete /v1/admin/accounts/{id}/sessions", "post /v1/admin/mails/{id}/retry");

    private static final Set<String> CHANGES = Set.of("post", "patch", "delete");

    @Test
    void changesByAdministratorsNeedARecentSignIn() {
        var changes = operations()
                .filter(operation -> operation.getKey().contains(" /v1/admin/"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(changes).hasSizeGreaterThan(12).containsKeys(HARMLESS.toArray(String[]::new));
        assertThat(changes).allSatisfy((name, operation) -> {
            var needsOne = !HARMLESS.contains(name);
            assertThat(refusals(operation).contains("`reauthentication_required`"))
                    .isEqualTo(needsOne);
            assertThat(refusals(operation).contains("`session_revoked`")).isEqualTo(needsOne);
            assertThat(operation.getString("description").contains("a recent sign-in"))
                    .isEqualTo(needsOne);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/admin/accounts",
                "/v1/admin/audit-events",
                "/v1/admin/clients",
                "/v1/admin/mails",
                "/v1/admin/roles",
                "/v1/auth/events",
                "/v1/auth/sessions"
            })
    void everyListHasALimit(String path) {
        var limit = "paths.'%s'.get.parameters.find { it.name == 'limit' }.schema.".formatted(path);

        given().get("/openapi.json")
                .then()
                .body(limit + "type", is("integer"))
                .body(limit + "minimum", is(1))
                .body(limit + "maximum", is(100))
                .body(limit + "default", is(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/admin/accounts/{id}", "/v1/admin/clients/{id}", "/v1/admin/roles/{name}"})
    void aPatchIsReadInEitherMediaType(String path) {
        var body = new JsonObject(given().get("/openapi.json").asString())
                .getJsonObject("paths")
                .getJsonObject(path)
                .getJsonObject("patch")
                .getJsonObject("requestBody");

        assertThat(body.getBoolean("required")).isTrue();
        assertThat(body.getJsonObject("content").fieldNames())
                .containsExactlyInAnyOrder("application/merge-patch+json", "application/json");
        assertThat(body.getJsonObject("content").getMap().values())
                .allSatisfy(type -> assertThat(type.toString()).contains("#/components/schemas/Update"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UpdateAdminAccountRequest", "UpdateClientRequest", "UpdateRoleRequest"})
    void aMergePatchRequiresNoField(String name) {
        given().get("/openapi.json")
                .then()
                .body("components.schemas." + name + ".properties", is(not(anEmptyMap())))
                .body("components.schemas." + name, not(hasKey("required")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SignupRequest.properties.password",
                "VerifyEmailRequest.properties.password",
                "ChangePasswordRequest.properties.new_password",
                "ResetPasswordRequest.properties.new_password"
            })
    void aNewPasswordIsAsLongAsTheRuleSays(String field) {
        given().get("/openapi.json")
                .then()
                .body("components.schemas." + field + ".minLength", is(8))
                .body("components.schemas." + field + ".maxLength", is(128));
    }

    @Test
    void patternsAreReadByEveryValidator() {
        var patterns = Pattern.compile("\"pattern\"\\s*:\\s*(\"[^\"]*\")")
                .matcher(given().get("/openapi.json").asString())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(patterns)
                .hasSizeGreaterThan(20)
                .allSatisfy(pattern ->
                        assertThat(pattern).startsWith("\"^").endsWith("$\"").doesNotContain("\\p{"));
    }

    private static Stream<Map.Entry<String, JsonObject>> operations() {
        return new JsonObject(given().get("/openapi.json").asString())
                .getJsonObject("paths").stream().flatMap(path -> ((JsonObject) path.getValue())
                        .stream()
                                .filter(method -> CHANGES.contains(method.getKey()))
                                .map(method -> Map.entry(
                                        method.getKey() + " " + path.getKey(), (JsonObject) method.getValue())));
    }

    private static String refusals(JsonObject operation) {
        return operation.getJsonObject("responses").getJsonObject("401").getString("description");
    }
}
