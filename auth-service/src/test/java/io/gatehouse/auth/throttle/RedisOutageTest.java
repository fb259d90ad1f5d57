package io.gatehouse.auth.throttle;

import static io.gatehouse.auth.AuthApi.PASSWORD;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.gatehouse.local.test.RedisTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RedisOutageTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Inject
    CountersInRedis counters;

    @AfterEach
    void bringRedisBack() {
        RedisTestResource.server().start();
        awaitCounted();
    }

    @Test
    void withoutRedisEverybodySignsInAndGuessingStaysLimited() {
        var owner = newPerson();
        RedisTestResource.server().stop();

        login(owner.email(), PASSWORD).statusCode(200);
        refresh(owner.refreshToken()).statusCode(200);
        given().get(readiness).then().statusCode(200);
        for (var i = 0; i < 5; i++) {
            login(owner.email(), "not the password").statusCode(401);
        }
        login(owner.email(), "not the password").statusCode(429).body("code", is("rate_limited"));
        login(newPerson().email(), PASSWORD).statusCode(200);
    }

    // A wrong password that is counted shows in Redis.
    private void awaitCounted() {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            var nobody = freshEmail();
            login(nobody, "not the password");
            return !counters.ofLogin(nobody).isEmpty();
        });
    }
}
