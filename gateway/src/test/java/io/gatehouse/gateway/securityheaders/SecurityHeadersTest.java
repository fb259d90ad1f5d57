package io.gatehouse.gateway.securityheaders;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class SecurityHeadersTest {

    private static final String PROXY = "127.0.0.2";
    private static final String HTTPS = "X-Forwarded-Proto: https";

    @Inject
    Edge edge;

    // A service's answer, a problem, a page, a message that could not be read.
    @ParameterizedTest
    @ValueSource(strings = {"/open/reply", "/open/status?code=204", "/nowhere", "/guarded/x", "/problems", "/open/%zz"})
    void everyResponseIsProtected(String path) throws IOException {
        var headers = ask(PROXY, path, HTTPS).headers();

        assertThat(headers)
                .containsEntry("strict-transport-security", "max-age=31536000")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("referrer-policy", "no-referrer")
                .containsEntry("cross-origin-resource-policy", "same-origin");
        assertThat(headers.get("content-security-policy")).contains("frame-ancestors 'none'");
    }

    @Test
    void hstsIsToldToWhoCameByHttpsAlone() throws IOException {
        assertThat(ask(PROXY, "/open/reply").headers()).doesNotContainKey("strict-transport-security");
        assertThat(ask("127.0.0.1", "/open/reply", HTTPS).headers()).doesNotContainKey("strict-transport-security");
    }

    @Test
    void hostIsNotTheServicesToDecideAbout() throws IOException {
        assertThat(ask(PROXY, "/open/reply?h=Strict-Transport-Security:max-age=0", HTTPS)
                        .headers())
                .containsEntry("strict-transport-security", "max-age=31536000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "Content-Security-Policy:frame-ancestors%20'self' ! content-security-policy ! frame-ancestors 'self'",
                "Content-Security-Policy:default-src%20'none' ! content-security-policy ! default-src 'none'|frame-ancestors 'none'",
                "Referrer-Policy:same-origin ! referrer-policy ! same-origin",
                "Cross-Origin-Resource-Policy:cross-origin ! cross-origin-resource-policy ! cross-origin",
                "X-Content-Type-Options:whatever ! x-content-type-options ! nosniff",
                "X-Frame-Options:SAMEORIGIN ! x-frame-options ! SAMEORIGIN"
            })
    void servicesOwnRulesHold(String field, String name, String value) throws IOException {
        assertThat(ask(PROXY, "/open/reply?h=" + field).headers()).containsEntry(name, value);
    }

    @Test
    void olderFieldIsNotOverruled() throws IOException {
        assertThat(ask(PROXY, "/open/reply?h=X-Frame-Options:SAMEORIGIN").headers())
                .doesNotContainKey("content-security-policy");
    }

    @Test
    void softwareIsNotTold() throws IOException {
        assertThat(ask(PROXY, "/open/reply?h=Server:Things/1.0&h=X-Powered-By:Magic")
                        .headers())
                .doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void routeMayBeEmbedded() throws IOException {
        assertThat(ask(PROXY, "/embeddable/reply").headers())
                .containsEntry("x-content-type-options", "nosniff")
                .doesNotContainKeys("content-security-policy", "cross-origin-resource-policy");
    }

    private RawClient.Answer ask(String from, String path, String... headers) throws IOException {
        try (var client = RawClient.connect(from, edge.port())) {
            var lines = Stream.concat(Stream.of("GET " + path + " HTTP/1.1", "Host: here"), Stream.of(headers))
                    .collect(Collectors.joining("\r\n"));
            return client.send(lines + "\r\n\r\n").read();
        }
    }
}
