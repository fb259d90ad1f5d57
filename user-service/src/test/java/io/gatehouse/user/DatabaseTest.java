package io.gatehouse.user;

import static io.gatehouse.user.UsersApi.list;
import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.patch;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.user.fake.FakeAuth;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@UserServiceTest
class DatabaseTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    FakeAuth auth;

    @Inject
    Statements statements;

    @TestHTTPResource(value = "/health/", management = true)
    URI health;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metricsPage;

    @AfterEach
    void recover() {
        PostgresTestResource.server().start();
        auth.recover();
    }

    @Test
    void serviceIsReadyWithDatabaseAndKeys() {
        given().get(health.resolve("ready"))
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'database' }.status", is("UP"))
                .body("checks.find { it.name == 'verification-keys' }.status", is("UP"));
        given().get(health.resolve("live")).then().statusCode(200);
        given().get(health.resolve("started")).then().statusCode(200);
    }

    @Test
    void probesAndMetricsAreOnTheirOwnPortAlone() {
        given().get("/q/health/ready").then().statusCode(404);
        given().get("/q/metrics").then().statusCode(404);
        assertThat(given().get(metricsPage).then().statusCode(200).extract().asString())
                .contains("gatehouse_event_log_lag_seconds", "gatehouse_event_log_events_total");
    }

    @Test
    void everythingSaysSoWhileTheDatabaseIsAwayAndGoesOnWhenItIsBack() {
        var token = auth.tokenOf(auth.signUp("Ada"), "admin");
        me(token).statusCode(200);

        PostgresTestResource.server().stop();

        unavailable(me(token));
        unavailable(patch(token, "*", "{\"display_name\":\"Countess\"}"));
        unavailable(list(token, Map.of()));
        given().get(health.resolve("ready"))
                .then()
                .statusCode(503)
                .time(lessThan(3_000L))
                .body("checks.find { it.name == 'database' }.status", is("DOWN"));
        given().get(health.resolve("live")).then().statusCode(200);

        PostgresTestResource.server().start();

        await().atMost(SOON).untilAsserted(() -> me(token).statusCode(200).body("display_name", is("Ada")));
        given().get(health.resolve("ready")).then().statusCode(200);
        me(auth.tokenOf(auth.signUp("Next"))).statusCode(200);
    }

    @Test
    void nobodyWaitsLongForALockOrAConnection() throws Exception {
        var account = auth.signUp("Ada");
        var token = auth.tokenOf(account);
        me(token).statusCode(200);
        var changes = Collections.<Callable<Integer>>nCopies(
                40, () -> patch(token, "*", "{\"display_name\":\"Countess " + UUID.randomUUID() + "\"}")
                        .time(lessThan(8_000L))
                        .extract()
                        .statusCode());

        try (var connection = PostgresTestResource.jdbc();
                var lock = connection.prepareStatement("SELECT 1 FROM users.profile WHERE id = ? FOR UPDATE");
                var clients = Executors.newFixedThreadPool(40)) {
            connection.setAutoCommit(false);
            lock.setObject(1, account);
            lock.execute();

            var answers =
                    clients.invokeAll(changes).stream().map(Future::resultNow).toList();

            assertThat(answers).hasSize(40).containsOnly(503);
            connection.rollback();
        }
        me(token).body("display_name", is("Ada"));
        patch(token, "*", "{\"display_name\":\"Countess\"}").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100})
    void pageCostsOneStatementHoweverLong(int limit) {
        var family = "f" + UUID.randomUUID();
        var token = auth.tokenOf(signUp(family, limit).getLast(), "admin");
        me(token).statusCode(200);

        for (var parameters :
                List.of(Map.of("query", family, "limit", limit), Map.of("sort", "-created_at", "limit", limit))) {
            var cost = statements.fewest(
                    () -> list(token, parameters).statusCode(200).body("items.size()", is(limit)));

            assertThat(cost).isOne();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100})
    void severalByIdCostOneStatementHoweverMany(int count) {
        var ids = signUp("Ada", count);
        var token = auth.tokenOf(ids.getLast(), "admin");
        me(token).statusCode(200);
        var asked = ids.stream().map(UUID::toString).collect(joining(","));

        var cost = statements.fewest(
                () -> list(token, Map.of("ids", asked)).statusCode(200).body("items.size()", is(count)));

        assertThat(cost).isOne();
    }

    @Test
    void profileCostsOneStatement() {
        var token = auth.tokenOf(auth.signUp("Ada"));
        me(token).statusCode(200);

        var cost = statements.fewest(() -> me(token).statusCode(200));

        assertThat(cost).isOne();
    }

    @Test
    void changeCostsTwoStatementsAndOneForItsEvent() {
        var token = auth.tokenOf(auth.signUp("Ada"));
        me(token).statusCode(200);

        var cost = statements.fewest(() ->
                patch(token, "*", "{\"bio\":\"" + UUID.randomUUID() + "\"}").statusCode(200));

        assertThat(cost).isEqualTo(1 + 2 + 1); // whom it is for; its begin and end are not counted here
    }

    @Test
    void whatRunsWithTheOwnersRightsLooksAtTemporaryTablesLast() throws SQLException {
        var others = Database.values("""
                SELECT proname FROM pg_proc
                WHERE prosecdef AND pronamespace = 'users'::regnamespace
                    AND NOT 'search_path=users, pg_temp' = ANY (coalesce(proconfig, '{}'))""");

        assertThat(others).isEmpty();
    }

    private List<UUID> signUp(String name, int count) {
        return Stream.generate(() -> auth.signUp(name)).limit(count).toList();
    }

    private static void unavailable(ValidatableResponse response) {
        response.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", is("2"))
                .time(lessThan(5_000L))
                .body("code", is("service_unavailable"));
    }
}
