package io.gatehouse.user;

import static io.gatehouse.user.UsersApi.me;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.gatehouse.kit.deadline.RequestDeadline;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.fake.FakeAuth;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database that is there and says nothing, as a machine that hangs or a network that drops packets. */
@UserServiceTest
class SilentDatabaseTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration GIVEN = Duration.ofSeconds(1);

    FakeAuth auth;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    private String token;

    @BeforeEach
    void signUp() {
        token = auth.tokenOf(auth.signUp("Ada"));
        me(token).statusCode(200);
    }

    @AfterEach
    void recover() {
        PostgresTestResource.server().resume();
        await().atMost(SOON).untilAsserted(() -> me(token).statusCode(200));
        auth.recover();
    }

    @Test
    void requestsEndWithTheirDeadlineAndLeaveNoConnectionTaken() throws Exception {
        PostgresTestResource.server().pause();

        // More than there are connections: some wait for an answer, others for a connection.
        var calls = Collections.<Callable<Response>>nCopies(
                40, () -> meWithin(GIVEN).extract().response());
        try (var clients = Executors.newFixedThreadPool(40)) {
            assertThat(clients.invokeAll(calls).stream().map(Future::resultNow)).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.<String>path("code")).isEqualTo("service_unavailable");
                assertThat(answer.time()).isLessThan(GIVEN.plusMillis(1_500).toMillis());
            });
        }
        PostgresTestResource.server().resume();

        await().atMost(SOON).untilAsserted(() -> me(token).statusCode(200));
        await().atMost(SOON).untilAsserted(() -> assertThat(taken()).isZero());
    }

    @Test
    void withoutADeadlineSilenceEndsThemWithinSeconds() {
        PostgresTestResource.server().pause();

        me(token).statusCode(503).time(lessThan(8_000L)).body("code", is("service_unavailable"));
    }

    @Test
    void connectionsOutliveTheDeadlinesOfThoseWhoHadThem() throws Exception {
        meWithin(GIVEN).statusCode(200);
        var before = connections();

        await().pollDelay(GIVEN.plusMillis(500)).untilAsserted(() -> me(token).statusCode(200));

        assertThat(connections()).isNotEmpty().isEqualTo(before);
    }

    /** Connections that somebody has taken out of the pool. */
    private double taken() {
        return given().get(metrics)
                .then()
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("sql_pool_active{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    /** The server's processes for our connections. */
    private static Set<Integer> connections() throws SQLException {
        var processes = new HashSet<Integer>();
        try (var connection = PostgresTestResource.jdbc();
                var query = connection.createStatement();
                var rows = query.executeQuery("SELECT pid FROM pg_stat_activity WHERE usename = 'gatehouse_user'")) {
            while (rows.next()) {
                processes.add(rows.getInt(1));
            }
        }
        return processes;
    }

    private ValidatableResponse meWithin(Duration time) {
        return given().auth()
                .oauth2(token)
                .header(RequestDeadline.HEADER, Instant.now().plus(time).toEpochMilli())
                .get("/v1/users/me")
                .then();
    }
}
