package io.gatehouse.gateway.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.local.test.RedisTestResource;
import io.gatehouse.local.test.ServerKeys;
import io.gatehouse.local.test.TlsFront;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody in the place of Redis, over TLS. */
class RedisServerTest {

    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path folder;

    private static ServerKeys own;
    private static ServerKeys elsewhere;
    private static Path trusted;

    @BeforeAll
    static void makeKeys() throws IOException, GeneralSecurityException {
        RedisTestResource.server().start();
        own = keys("own", "ip:127.0.0.1");
        elsewhere = keys("elsewhere", "dns:elsewhere.example");
        trusted = Files.writeString(
                folder.resolve("ca.pem"),
                Files.readString(own.certificateFile()) + Files.readString(elsewhere.certificateFile()));
    }

    @AfterAll
    static void end() {
        DirectRedis.join(VERTX.close());
    }

    @Test
    void serverOfThatNameIsSpokenTo() throws Exception {
        assertThat(answer(own, Optional.of(trusted))).isEqualTo("PONG");
    }

    /** It is vouched for, but as somebody else. */
    @Test
    void serverOfAnotherNameIsNot() {
        assertThatThrownBy(() -> answer(elsewhere, Optional.of(trusted))).hasStackTraceContaining("127.0.0.1 found");
    }

    @Test
    void serverThatNobodyVouchesForIsNot() throws Exception {
        var stranger = keys("stranger", "ip:127.0.0.1");

        assertThatThrownBy(() -> answer(stranger, Optional.of(trusted))).hasStackTraceContaining("PKIX");
        assertThatThrownBy(() -> answer(own, Optional.empty())).hasStackTraceContaining("PKIX");
    }

    private static String answer(ServerKeys shown, Optional<Path> ca) throws Exception {
        try (var front = TlsFront.of(RedisTestResource.server().port(), shown)) {
            var server = new RedisServer("rediss://127.0.0.1:" + front.port(), ca.map(TrustedCertificates::read));
            var client = Redis.createClient(VERTX, server.options());
            try {
                return DirectRedis.join(client.send(Request.cmd(Command.PING))).toString();
            } finally {
                client.close();
            }
        }
    }

    private static ServerKeys keys(String name, String address) throws IOException, GeneralSecurityException {
        return ServerKeys.make(Files.createDirectories(folder.resolve(name)), address);
    }
}
