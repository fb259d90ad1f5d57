package io.gatehouse.auth;

import static io.gatehouse.auth.AuthApi.account;
import static io.gatehouse.auth.AuthApi.freshEmail;
import static io.gatehouse.auth.AuthApi.login;
import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.refresh;
import static io.gatehouse.auth.AuthApi.signup;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.gatehouse.local.test.PostgresTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OutageTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Test
    void withoutTheDatabaseEveryAnswerIsAProblemInTimeAndItRecovers() {
        var person = newPerson();
        ready(200);
        PostgresTestResource.server().stop();
        try {
            ready(503);
            unavailable(signup(freshEmail()));
            unavailable(login(person.email(), "some password"));
            unavailable(refresh(person.refreshToken()));
            unavailable(account(person.accessToken()));
            given().get("/.well-known/jwks.json").then().statusCode(200);
            given().get(URI.create(readiness.toString().replace("ready", "live")))
                    .then()
                    .statusCode(200);
        } finally {
            PostgresTestResource.server().start();
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> given().get(readiness).statusCode() == 200);
        refresh(person.refreshToken()).statusCode(200);
        newPerson();
    }

    private void ready(int status) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> given().get(readiness).statusCode() == status);
    }

    private static void unavailable(ValidatableResponse response) {
        response.statusCode(503).body("code", is("service_unavailable")).header("Retry-After", notNullValue());
        assertThat(response.extract().time()).isLessThan(5_000);
    }
}
