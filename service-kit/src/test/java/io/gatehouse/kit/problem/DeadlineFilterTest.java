package io.gatehouse.kit.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.gatehouse.kit.deadline.RequestDeadline;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class DeadlineFilterTest {

    @Test
    void whatComesTooLateIsRefusedAtOnce() {
        ask(Instant.now().minusMillis(1).toEpochMilli())
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1")
                .body("code", is("service_unavailable"))
                .body("request_id", matchesPattern("[0-9a-f-]{36}"));
    }

    @Test
    void whatComesInTimeIsServedHoweverFarTheDeadlineIs() {
        ask(Instant.now().plusSeconds(30).toEpochMilli()).statusCode(200);
        ask(Long.MAX_VALUE).statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"30000, 29750", "1000, 900"})
    void whatIsWaitedForEndsInTimeForTheAnswersWayHome(long time, long waited) {
        var left = given().header(
                        RequestDeadline.HEADER, Instant.now().plusMillis(time).toEpochMilli())
                .get("/sample/time-left")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(Long.parseLong(left)).isPositive().isLessThanOrEqualTo(waited);
    }

    private static ValidatableResponse ask(long deadline) {
        return given().header(RequestDeadline.HEADER, deadline)
                .get("/sample/id/{id}", UUID.randomUUID())
                .then();
    }
}
