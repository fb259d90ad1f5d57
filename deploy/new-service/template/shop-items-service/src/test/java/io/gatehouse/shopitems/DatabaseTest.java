package io.gatehouse.shopitems;

import static io.gatehouse.shopitems.ShopItemsApi.ALL;
import static io.gatehouse.shopitems.ShopItemsApi.delete;
import static io.gatehouse.shopitems.ShopItemsApi.get;
import static io.gatehouse.shopitems.ShopItemsApi.make;
import static io.gatehouse.shopitems.ShopItemsApi.one;
import static io.gatehouse.shopitems.ShopItemsApi.patch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.FakeAuthService;
import io.gatehouse.local.test.PostgresTestResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests cost the database, and what is said while it is away. */
@ShopItemsServiceTest
class DatabaseTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** A read says itself for whom it is. */
    private static final double ONE_STATEMENT = 1;

    /** Says whom the transaction of Hibernate is for; its begin and end are not counted. */
    private static final double VIEWER = 1;

    FakeAuthService auth;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource(value = "/health/", management = true)
    URI health;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metricsPage;

    private UUID adaId;
    private String ada;

    @BeforeEach
    void signIn() {
        adaId = UUID.randomUUID();
        ada = auth.tokenOf(adaId);
    }

    @AfterEach
    void recover() {
        PostgresTestResource.server().start();
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
                .contains("gatehouse_event_log_lag_seconds", "http_server_requests_seconds");
    }

    @Test
    void everythingSaysSoWhileTheDatabaseIsAwayAndGoesOnWhenItIsBack() {
        var id = make(ada);

        PostgresTestResource.server().stop();

        unavailable(make(ada, "Second"));
        unavailable(get(ada, one(id)));
        unavailable(get(ada, ALL));
        unavailable(patch(ada, id, "*", "{\"name\":\"Second\"}"));
        unavailable(delete(ada, id));
        given().get(health.resolve("ready"))
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'database' }.status", is("DOWN"));
        given().get(health.resolve("live")).then().statusCode(200);

        PostgresTestResource.server().start();

        await().atMost(SOON)
                .untilAsserted(() -> get(ada, one(id)).statusCode(200).body("name", is("First")));
        await().atMost(SOON)
                .untilAsserted(
                        () -> given().get(health.resolve("ready")).then().statusCode(200));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100})
    void pageCostsOneStatementHoweverLong(int limit) throws SQLException {
        Database.update("""
                INSERT INTO shop_items (id, owner_id, name, version, created_at, updated_at)
                SELECT gen_random_uuid(), ?, 'Many', 0, now(), now() FROM generate_series(1, ?)""", adaId, limit);

        var cost = fewestCommands(
                () -> get(ada, ALL + "?limit=" + limit).statusCode(200).body("items.size()", is(limit)));

        assertThat(cost).isEqualTo(ONE_STATEMENT);
    }

    @Test
    void oneCostsOneStatement() {
        var id = make(ada);

        assertThat(fewestCommands(() -> get(ada, one(id)).statusCode(200))).isEqualTo(ONE_STATEMENT);
    }

    @Test
    void makingCostsOneStatementAndOneForItsEvent() {
        assertThat(fewestCommands(() -> make(ada))).isEqualTo(VIEWER + 1 + 1);
    }

    @Test
    void changeCostsTwoStatementsAndOneForItsEvent() {
        var id = make(ada);

        var cost = fewestCommands(() ->
                patch(ada, id, "*", "{\"name\":\"" + UUID.randomUUID() + "\"}").statusCode(200));

        assertThat(cost).isEqualTo(VIEWER + 2 + 1);
    }

    @Test
    void deletionCostsTwoStatementsAndOneForItsEvent() {
        var ids = IntStream.range(0, 10).mapToObj(i -> make(ada)).toList().iterator();

        var cost = fewestCommands(() -> delete(ada, ids.next()).statusCode(204));

        assertThat(cost).isEqualTo(VIEWER + 2 + 1);
    }

    /** The follower asks the same database in the background, now and then; it can only add to a request's own count. */
    private double fewestCommands(Runnable request) {
        return IntStream.range(0, 10)
                .mapToDouble(round -> {
                    var before = commands();
                    request.run();
                    return commands() - before;
                })
                .min()
                .orElseThrow();
    }

    private double commands() {
        return metrics.get("postgresql.completed").counter().count();
    }

    private static void unavailable(ValidatableResponse response) {
        ShopItemsApi.refused(response, 503, "service_unavailable").header("Retry-After", is("2"));
    }
}
