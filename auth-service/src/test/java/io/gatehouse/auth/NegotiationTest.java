package io.gatehouse.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint answers in JSON; where that is not accepted, nothing is done. */
@QuarkusTest
class NegotiationTest {

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "application/xml;q=0.9, image/*"})
    void whatCannotBeReadIsNotSent(String accept) {
        assertThat(operations()).hasSizeGreaterThan(40).allSatisfy(operation -> given().accept(accept)
                .contentType(ContentType.JSON)
                .request(operation.getKey(), operation.getValue())
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("code", is("not_acceptable")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/jwk-set+json"})
    void keysAreReadUnderEitherName(String accept) {
        given().accept(accept)
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .contentType(accept)
                .header("Vary", is("Accept"))
                .body("keys[0].kty", is("EC"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/*", "application/*;q=x", "*/*", "*/*;q=0.1, application/*;q=0.2"})
    void keysAreJsonForWhoAcceptsAnything(String accept) {
        given().header("Accept", accept)
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys[0].kty", is("EC"));
    }

    /** Method and path of each endpoint in the API document. */
    private static Stream<Map.Entry<String, String>> operations() {
        return new JsonObject(given().get("/openapi.json").asString())
                .getJsonObject("paths").stream().flatMap(path -> ((JsonObject) path.getValue())
                        .fieldNames().stream()
                                .filter(name -> !"parameters".equals(name))
                                .map(method -> Map.entry(method, somewhere(path.getKey()))));
    }

    private static String somewhere(String template) {
        return template.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }
}
