package io.gatehouse.gateway.docs;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.error.Problem;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class PagesTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Inject
    Edge edge;

    @ParameterizedTest
    @EnumSource
    void everyCodeHasItsPage(ErrorCode code) {
        var response = get(edge.port(), "/problems/" + code.wire, "Accept", "application/json");

        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(new JsonObject(response.body()))
                .isEqualTo(new JsonObject()
                        .put("code", code.wire)
                        .put("status", code.status)
                        .put("title", code.title)
                        .put("advice", code.advice)
                        .put("type", Problem.typeOf(code).toString()));
    }

    @Test
    void catalogueListsAllCodes() {
        var items = new JsonObject(get(edge.port(), "/problems").body()).getJsonArray("items");

        assertThat(items).hasSize(ErrorCode.values().length);
    }

    @ParameterizedTest
    @CsvSource({"/problems, <h1>Problems</h1>", "/problems/not_found, <h1><code>not_found</code></h1>"})
    void browserGetsHtml(String path, String heading) {
        var response = get(edge.port(), path, "Accept", BROWSER);

        assertThat(response.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body()).contains(heading);
    }

    @Test
    void unknownCodeIsNotFound() {
        assertProblem(get(edge.port(), "/problems/unheard_of"), ErrorCode.NOT_FOUND);
    }

    @Test
    void documentHasWhatIsReachable() {
        var document = new JsonObject(get(edge.port(), "/openapi.json").body());

        var paths = document.getJsonObject("paths");
        assertThat(document.getString("openapi")).isEqualTo("3.1.0");
        assertThat(document.getJsonObject("info").getString("title")).isEqualTo("Gatehouse");
        assertThat(document.getJsonArray("servers")).isEqualTo(new JsonArray().add(new JsonObject().put("url", "/")));
        assertThat(paths.fieldNames()).isEqualTo(Set.of("/open/thing", "/limited/{id}"));
        assertThat(paths.getJsonObject("/limited/{id}").fieldNames()).isEqualTo(Set.of("get"));
        assertThat(document.getJsonObject("components").getJsonObject("schemas").fieldNames())
                .isEqualTo(Set.of("Thing", "Problem"));
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/, text/html; charset=utf-8",
        "/docs/docs.js, text/javascript; charset=utf-8",
        "/docs/style.css, text/css; charset=utf-8"
    })
    void documentationNeedsNothingFromElsewhere(String path, String contentType) {
        var response = get(edge.port(), path, "Accept", BROWSER);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue(contentType);
        assertThat(response.headers().firstValue("content-security-policy"))
                .hasValue(
                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none';"
                                + " form-action 'none'; frame-ancestors 'none'");
        assertThat(response.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(response.body()).doesNotContain("http://", "https://", "innerHTML", "<script>", "style=");
    }

    @Test
    void otherFilesAreNotServed() {
        assertProblem(get(edge.port(), "/docs/application.properties"), ErrorCode.NOT_FOUND);
    }
}
