package io.gatehouse.gateway.stream;

import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.gateway.revocation.StreamInRedis;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
class EventStreamTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Inject
    Edge edge;

    private final String id = UUID.randomUUID().toString();

    @Test
    void eachEventArrivesAtOnce() throws Exception {
        try (var events = listen("/streams/events", Tokens.fresh())) {
            assertThat(events.readLine()).isEqualTo(": welcome");
            events.readLine();

            for (var data : new String[] {"one", "two", "three"}) {
                GatewayApi.get(edge.port(), "/open/event?id=" + id + "&data=" + data);

                assertThat(events.readLine()).isEqualTo("data: " + data);
                events.readLine();
            }
        }
    }

    @Test
    void endsWholeWithItsSession() throws Exception {
        var sid = UUID.randomUUID();
        var token = Tokens.with(claims -> claims.setStringClaim("sid", sid.toString()));
        try (var events = listen("/streams-guarded/events", token);
                var revocations = new StreamInRedis()) {
            events.readLine();
            events.readLine();

            revocations.append(Revocation.ofSession(sid, Instant.now().plusSeconds(900)));

            assertThat(events.readLine()).isNull();
            awaitFate("left");
        }
    }

    private BufferedReader listen(String path, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + path + "?id=" + id))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = CLIENT.send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private void awaitFate(String fate) {
        await(() -> GatewayApi.get(edge.port(), "/open/fate?id=" + id).body(), fate);
    }
}
