package io.gatehouse.gateway.browser;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From which pages cookies speak for a person. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class SameOriginTest {

    private static final String HOST = "shop.example";

    @Inject
    Edge edge;

    // Method; what the browser says of the page, its origin, how it asks and for what; what becomes of it.
    @ParameterizedTest
    @CsvSource({
        "POST,   same-origin, http://shop.example,          cors,     empty,    200",
        "POST,   same-origin, ,                             cors,     empty,    200",
        "DELETE, same-origin, http://shop.example,          cors,     empty,    200",
        "POST,   same-site,   http://other.shop.example,    cors,     empty,    403",
        "POST,   cross-site,  https://evil.example,         cors,     empty,    403",
        "POST,   cross-site,  https://evil.example,         no-cors,  empty,    403",
        "POST,   cross-site,  null,                         navigate, document, 403",
        "POST,   cross-site,  http://shop.example,          navigate, document, 403",
        "POST,   none,        ,                             navigate, document, 403",
        "PATCH,  cross-site,  https://evil.example,         cors,     empty,    403",
        "DELETE, same-site,   ,                             cors,     empty,    403",
        "POST,   ,            http://shop.example,          ,         ,         200",
        "POST,   ,            http://SHOP.example,          ,         ,         403",
        "POST,   ,            https://shop.example,         ,         ,         403",
        "POST,   ,            http://shop.example:8080,     ,         ,         403",
        "POST,   ,            http://shop.example.evil.example, ,     ,         403",
        "POST,   ,            null,                         ,         ,         403",
        "POST,   ,            ,                             ,         ,         403",
        "GET,    same-origin, ,                             cors,     empty,    200",
        "GET,    none,        ,                             navigate, document, 200",
        "GET,    cross-site,  ,                             navigate, document, 200",
        "GET,    cross-site,  ,                             navigate, iframe,   403",
        "GET,    cross-site,  ,                             no-cors,  image,    403",
        "GET,    same-site,   ,                             no-cors,  script,   403",
        "GET,    cross-site,  https://evil.example,         cors,     empty,    403",
        "HEAD,   cross-site,  https://evil.example,         cors,     empty,    403",
        "GET,    ,            ,                             ,         ,         200",
        "GET,    ,            http://shop.example,          ,         ,         200",
        "GET,    ,            https://evil.example,         ,         ,         403"
    })
    void pageDecides(String method, String site, String origin, String mode, String destination, int status)
            throws IOException {
        var answer = ask(
                method,
                "/guarded/x",
                cookie(),
                field("Sec-Fetch-Site", site),
                field("Origin", origin),
                field("Sec-Fetch-Mode", mode),
                field("Sec-Fetch-Dest", destination));

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.headers()).doesNotContainKey("set-cookie");
        }
    }

    @ParameterizedTest
    @CsvSource({"PUT, 200", "GET, 200"})
    void pageThatTheRouteNamesMay(String method, int status) throws IOException {
        var answer = ask(method, "/cors/x", cookie(), "Sec-Fetch-Site: same-site", "Origin: https://app.example.com");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("access-control-allow-origin", "https://app.example.com")
                .containsEntry("access-control-allow-credentials", "true");
    }

    @Test
    void pageThatTheRouteNamesNotMayNot() throws IOException {
        assertProblem(
                ask("PUT", "/cors/x", cookie(), "Sec-Fetch-Site: same-site", "Origin: https://other.example.com"),
                ErrorCode.CROSS_SITE_REQUEST);
    }

    @Test
    void refusalTellsWhatIsMissing() throws IOException {
        assertThat(ask("POST", "/guarded/x", cookie()).body()).contains("need an Origin or a Sec-Fetch-Site");
        assertThat(ask("POST", "/guarded/x", cookie(), "Origin: https://evil.example")
                        .body())
                .contains("Origin or Sec-Fetch-Site tells of a page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/session/begin/token-reply", "/session/refresh", "/session/end/x"})
    void sessionsBeginAndEndOnPagesOfTheSite(String path) throws IOException {
        for (var page : new String[] {"Sec-Fetch-Site: cross-site", "Origin: https://evil.example", null}) {
            var answer = ask("POST", path, cookie(), page);

            assertProblem(answer, ErrorCode.CROSS_SITE_REQUEST);
            assertThat(answer.headers()).doesNotContainKey("set-cookie");
        }
    }

    @Test
    void optionalRouteDoesNotKnowWhoEmbedsIt() throws IOException {
        var embedded = ask("GET", "/optional/x", cookie(), "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors");

        assertThat(embedded.status()).isEqualTo(200);
        assertThat(embedded.body()).doesNotContain("authorization");
        assertProblem(ask("POST", "/optional/x", cookie(), "Sec-Fetch-Site: cross-site"), ErrorCode.CROSS_SITE_REQUEST);
    }

    @Test
    void originIsWhatTheClientSees() throws IOException {
        var behindProxy = new String[] {
            cookie(), "Origin: https://shop.example", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example:443"
        };

        assertThat(askFrom("127.0.0.2", "POST", "/guarded/x", behindProxy).status())
                .isEqualTo(200);
        assertProblem(askFrom("127.0.0.1", "POST", "/guarded/x", behindProxy), ErrorCode.CROSS_SITE_REQUEST);
    }

    private RawClient.Answer ask(String method, String path, String... headers) throws IOException {
        return askFrom("127.0.0.1", method, path, headers);
    }

    private RawClient.Answer askFrom(String from, String method, String path, String... headers) throws IOException {
        var lines = new ArrayList<>(List.of(method + " " + path + " HTTP/1.1", "Host: " + HOST, "Content-Length: 0"));
        for (var header : headers) {
            if (header != null) {
                lines.add(header);
            }
        }
        try (var client = RawClient.connect(from, edge.port())) {
            client.sendLines(lines.toArray(String[]::new));
            return "HEAD".equals(method) ? client.readHead() : client.read();
        }
    }

    private static String cookie() {
        return "Cookie: " + Cookies.fresh().header();
    }

    private static String field(String name, String value) {
        return value == null ? null : name + ": " + value;
    }
}
