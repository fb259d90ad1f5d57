package io.gatehouse.gateway.revocation;

import static io.gatehouse.gateway.GatewayApi.assertProblem;
import static io.gatehouse.gateway.GatewayApi.get;
import static io.gatehouse.local.test.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.gateway.FakeServices;
import io.gatehouse.gateway.GatewayApi;
import io.gatehouse.gateway.GatewayApi.Token;
import io.gatehouse.gateway.Tokens;
import io.gatehouse.gateway.edge.Edge;
import io.gatehouse.local.test.Eventually;
import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis answers whoever reads, and takes no more. */
@QuarkusTest
@QuarkusTestResource(FakeServices.class)
@QuarkusTestResource(RedisTestResource.class)
@TestProfile(RevocationListTest.Often.class)
class RevocationListTest {

    public static class Often implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("gatehouse.revocation.list-every", "200MS");
        }
    }

    private static final Duration SECOND = Duration.ofSeconds(1);

    private StreamInRedis stream;

    @Inject
    Edge edge;

    /** The gateway follows the stream: what is in it alone has arrived. */
    @BeforeEach
    void follow() {
        list(new JsonArray());
        stream = new StreamInRedis();
        await(() -> {
            var marker = UUID.randomUUID();
            stream.append(ofSession(marker));
            return Eventually.ask(SECOND, () -> status(tokenOf(marker)), status -> status == 401) == 401;
        });
    }

    @AfterEach
    void restore() {
        stream.close();
        list(new JsonArray());
    }

    @Test
    void whatCannotBeAppendedIsReadFromTheList() {
        var session = UUID.randomUUID();
        var token = tokenOf(session);
        assertThat(status(token)).isEqualTo(200);

        list(new JsonArray().add(JsonObject.mapFrom(ofSession(session).toEntry())));

        await(() -> status(token) == 401);
        assertProblem(get(edge.port(), "/guarded/echo", token), ErrorCode.SESSION_REVOKED);
    }

    private static Token tokenOf(UUID session) {
        return new Token(Tokens.with(claims -> claims.setStringClaim("sid", session.toString())));
    }

    private static Revocation ofSession(UUID session) {
        return Revocation.ofSession(session, Instant.now().plusSeconds(900));
    }

    private int status(Token token) {
        return get(edge.port(), "/guarded/echo", token).statusCode();
    }

    private void list(JsonArray revoked) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + edge.port() + "/open/set-revocations"))
                .POST(BodyPublishers.ofString(revoked.encode()))
                .build();
        assertThat(GatewayApi.send(request).statusCode()).isEqualTo(200);
    }
}
