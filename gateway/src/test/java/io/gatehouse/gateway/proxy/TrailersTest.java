package io.gatehouse.gateway.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.RawClient;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class TrailersTest {

    @Inject
    Edge edge;

    @Test
    void clientThatReadsTrailersGetsThoseThatAreAllowed() throws IOException {
        assertThat(ask("TE: trailers", "Connection: TE", "Connection: close"))
                .containsIgnoringCase("X-Asked: trailers")
                .containsIgnoringCase("\r\n0\r\nX-Checksum: 42\r\n\r\n")
                .doesNotContainIgnoringCase("Set-Cookie")
                .doesNotContainIgnoringCase("Content-Length")
                .doesNotContainIgnoringCase("X-Gatehouse-Inner");
    }

    @Test
    void otherClientsGetNone() throws IOException {
        assertThat(ask("Connection: close")).endsWith("\r\n0\r\n\r\n").doesNotContainIgnoringCase("X-Checksum");
    }

    private String ask(String... fields) throws IOException {
        try (var client = RawClient.connect(edge.port())) {
            return client.send("GET /open/trailers HTTP/1.1\r\nHost: here\r\n")
                    .sendLines(fields)
                    .readRest();
        }
    }
}
