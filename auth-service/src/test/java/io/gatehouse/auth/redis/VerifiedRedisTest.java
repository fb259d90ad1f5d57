package io.gatehouse.auth.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.local.test.RedisTestResource;
import io.gatehouse.local.test.ServerKeys;
import io.gatehouse.local.test.TlsFront;
import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Somebody in the place of Redis, with {@code GATEHOUSE_REDIS_CA}. */
@QuarkusTest
@TestProfile(VerifiedRedisTest.Verified.class)
class VerifiedRedisTest {

    /** Redis over TLS. Two certificates are trusted: that of its address, and one of another address. */
    public static final class Verified implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                var own = keys("own", "ip:127.0.0.1");
                var elsewhere = keys("elsewhere", "dns:elsewhere.example");
                var trusted = Files.writeString(
                        FOLDER.resolve("ca.pem"),
                        Files.readString(own.certificateFile()) + Files.readString(elsewhere.certificateFile()));
                var front = TlsFront.of(RedisTestResource.server().port(), own);
                return Map.of(
                        "quarkus.redis.hosts",
                        "rediss://127.0.0.1:" + front.port(),
                        "GATEHOUSE_REDIS_CA",
                        trusted.toString());
            } catch (IOException | GeneralSecurityException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    private static final int PATIENCE = 10;
    private static final Path FOLDER = Path.of("target", "redis-keys").toAbsolutePath();

    @Inject
    Redis redis;

    @Inject
    RedisOptionsCustomizer customizer;

    @Inject
    Vertx vertx;

    @Test
    void serverOfThatNameIsSpokenTo() throws Exception {
        assertThat(answer(redis)).isEqualTo("PONG");
    }

    /** It is vouched for, but as somebody else. */
    @Test
    void serverOfAnotherNameIsNot() {
        assertThatThrownBy(() -> answerOf(ServerKeys.of(FOLDER.resolve("elsewhere"))))
                .hasStackTraceContaining("127.0.0.1 found");
    }

    @Test
    void serverThatNobodyVouchesForIsNot() {
        assertThatThrownBy(() -> answerOf(keys("stranger", "ip:127.0.0.1"))).hasStackTraceContaining("PKIX");
    }

    private String answerOf(ServerKeys shown) throws Exception {
        try (var front = TlsFront.of(RedisTestResource.server().port(), shown)) {
            var options = new RedisOptions()
                    .setConnectionString("rediss://127.0.0.1:" + front.port())
                    .setNetClientOptions(new NetClientOptions());
            customizer.customize("another", options);
            var client = Redis.createClient(vertx, options);
            try {
                return answer(client);
            } finally {
                client.close();
            }
        }
    }

    private static String answer(Redis client) throws Exception {
        return client.send(Request.cmd(Command.PING))
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE, TimeUnit.SECONDS)
                .toString();
    }

    private static ServerKeys keys(String name, String address) throws IOException, GeneralSecurityException {
        return ServerKeys.make(Files.createDirectories(FOLDER.resolve(name)), address);
    }
}
