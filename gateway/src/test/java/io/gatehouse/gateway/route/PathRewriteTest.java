package io.gatehouse.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRewriteTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/orders/**, /orders/**, /v1/orders/5/x, /orders/5/x",
        "/v1/orders/**, /orders/**, /v1/orders/, /orders/",
        "/v1/orders, /orders/**, /v1/orders, /orders",
        "/v1/orders/**, /**, /v1/orders/5, /5",
        "/v1/orders, /**, /v1/orders, /",
        "/v1/orders/**, /**, /v1/orders/, /",
        "/**, /inner/**, /a/b, /inner/a/b",
        "/v2/things/{id}, /things/{id}, /v2/things/a%20b, /things/a%20b",
        "/{team}/things/{id}/**, /{id}/of/{team}/**, /red/things/7/x/y, /7/of/red/x/y",
        "/v1/a/, /b, /v1/a/, /b",
        "/v1/a, /b/, /v1/a, /b/"
    })
    void wholeSegmentsAreMoved(String from, String to, String path, String expected) {
        assertThat(new PathRewrite(from, to).apply(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/v1/orders/** | /orders | it loses what stands below '/v1/orders/**'; end it with /**",
                "/v1/orders | /orders/{id} | '/v1/orders' has no {id}"
            })
    void rewriteThatCannotBeMadeIsRefused(String from, String to, String sentence) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new PathRewrite(from, to))
                .withMessage(sentence);
    }

    @Test
    void queryStays() {
        var file = RouteFile.parse("routes.yaml", """
                upstreams: {things: {url: "http://localhost:9"}}
                routes:
                  - id: things
                    match: {paths: ["/v2/things/{id}"]}
                    upstream: things
                    identity: none
                    rewrite: "/things/{id}"
                """, _ -> null, 1);
        var path = RequestPath.parse("/v2/things/7?q=/v2");

        var found = file.table().find("GET", null, path, Tables.headers());

        assertThat(found.target(path)).isEqualTo("/things/7?q=/v2");
    }
}
