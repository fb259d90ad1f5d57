package io.gatehouse.auth.revocation;

import static io.gatehouse.auth.AuthApi.logout;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.revocation.RevocationResourceTest.sessionOf;
import static io.gatehouse.auth.revocation.RevocationResourceTest.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationOutageTest {

    @Inject
    StreamInRedis stream;

    @AfterEach
    void bringRedisBack() {
        RedisTestResource.server().start();
    }

    @Test
    void whatIsRevokedWithoutRedisIsToldWhenItIsBack() throws Exception {
        var first = newPerson();
        var second = newPerson();
        RedisTestResource.server().stop();

        logout(first.accessToken()).statusCode(204);
        logout(second.accessToken()).statusCode(204);
        assertThat(snapshot()).contains(sessionOf(first), sessionOf(second));
        RedisTestResource.server().start();

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> stream.sessions()
                .contains(UUID.fromString(sessionOf(first))));
        assertThat(stream.sessions()).contains(UUID.fromString(sessionOf(second)));
    }
}
