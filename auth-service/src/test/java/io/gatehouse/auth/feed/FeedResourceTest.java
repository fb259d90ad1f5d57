package io.gatehouse.auth.feed;

import static io.gatehouse.auth.AuthApi.newPerson;
import static io.gatehouse.auth.AuthApi.serviceToken;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.gatehouse.auth.Concurrently;
import io.gatehouse.local.test.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class FeedResourceTest {

    private static final String INSERT = """
            INSERT INTO outbox_event (id, aggregatetype, aggregateid, type, payload, created_at, updated_at)
            VALUES (?, 'test', ?, 'test.happened.v1', '{"n": 1}', now(), now())
            """;

    private String token;

    @BeforeEach
    void authenticate() {
        token = serviceToken();
    }

    @Test
    void aSignupIsThereAtOnceAsACloudEvent() {
        var after = last();
        var person = newPerson();

        read(after, 0)
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].specversion", is("1.0"))
                .body("items[0].type", is("account.created.v1"))
                .body("items[0].source", is("/auth-service"))
                .body("items[0].subject", is(person.accountId().toString()))
                .body("items[0].position", is((int) after + 1))
                .body("items[0].data.account_id", is(person.accountId().toString()))
                .body("items[0].data.display_name", is("Ada Lovelace"))
                .body("next_after", is((int) after + 1));
    }

    @Test
    void nothingNewIsAnEmptyPage() {
        var after = last();

        read(after, 0).statusCode(200).body("items", hasSize(0)).body("next_after", is((int) after));
    }

    @Test
    void whoWaitsIsToldAsSoonAsSomethingHappens() throws Exception {
        var after = last();
        var started = System.nanoTime();
        var waiting = CompletableFuture.supplyAsync(
                () -> read(after, 20).statusCode(200).extract().jsonPath());

        var person = newPerson();

        assertThat(waiting.get().getList("items.subject"))
                .containsExactly(person.accountId().toString());
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whoWaitsInVainGetsAnEmptyPage() {
        read(last(), 1).statusCode(200).body("items", hasSize(0));
    }

    /** Else a consumer that begins late would ask without a pause until something happens. */
    @Test
    void whoHasOnlyMissedWhatIsRemovedWaitsForWhatComes() throws Exception {
        var after = last();
        var removed = insertAtOnce();
        read(after, 0).body("items.subject", contains(removed));
        Database.update("DELETE FROM outbox_event WHERE aggregateid = ?::uuid", removed);
        var started = System.nanoTime();

        read(after, 1).statusCode(200).body("items", hasSize(0)).body("next_after", is((int) after));

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aTransactionThatCommitsLaterIsNotSkipped() throws Exception {
        var after = last();
        try (var slow = Database.connect()) {
            slow.setAutoCommit(false);
            var early = insert(slow);
            var late = insertAtOnce();

            var first = read(after, 0).extract().jsonPath();
            slow.commit();
            var second = read(first.getLong("next_after"), 0).extract().jsonPath();

            assertThat(subjects(first)).containsExactly(late);
            assertThat(subjects(second)).containsExactly(early);
        }
    }

    @Test
    void manyWritersAndTwoReadersLoseNothing() throws Exception {
        var after = last();
        var writers = CompletableFuture.supplyAsync(() -> writeFromManySides());

        var seen = Concurrently.times(2, () -> readUntil(after, 200));

        assertThat(seen.get(0)).isEqualTo(seen.get(1));
        assertThat(seen.get(0)).containsExactlyInAnyOrderElementsOf(writers.get());
    }

    @Test
    void aPageHoldsNoMoreThanTheLimit() throws Exception {
        var after = last();
        insertAtOnce();
        insertAtOnce();

        given().auth()
                .oauth2(token)
                .get("/internal/v1/events?after={after}&limit=1", after)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("next_after", is((int) after + 1));
    }

    @ParameterizedTest
    @CsvSource({
        "after=-1, after, invalid_value",
        "limit=0, limit, invalid_value",
        "limit=-1, limit, invalid_value",
        "limit=501, limit, invalid_value",
        "wait=31, wait, invalid_value",
        "after=x, after, wrong_type"
    })
    void aQueryThatMakesNoSenseIsRefused(String query, String field, String code) {
        given().auth()
                .oauth2(token)
                .get("/internal/v1/events?" + query)
                .then()
                .statusCode(400)
                .body("code", is("validation_failed"))
                .body("errors[0].field", is(field))
                .body("errors[0].code", is(code));
    }

    @Test
    void onlyAServiceWithTheScopeReads() {
        given().get("/internal/v1/events").then().statusCode(401).body("code", is("invalid_token"));
        given().auth()
                .oauth2(newPerson().accessToken())
                .get("/internal/v1/events")
                .then()
                .statusCode(403)
                .body("code", is("forbidden"));
    }

    /** Twenty writers, ten transactions each, held open for different times so that they commit in no order. */
    private static List<String> writeFromManySides() {
        try {
            var subjects = new ArrayList<String>();
            Concurrently.times(20, FeedResourceTest::writeTen).forEach(subjects::addAll);
            return subjects;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> writeTen() throws SQLException {
        var subjects = new ArrayList<String>();
        try (var connection = Database.connect()) {
            connection.setAutoCommit(false);
            for (var i = 0; i < 10; i++) {
                subjects.add(insert(connection));
                try (var hold = connection.createStatement()) {
                    hold.execute(
                            "SELECT pg_sleep(" + ThreadLocalRandom.current().nextInt(30) / 1000.0 + ")");
                }
                connection.commit();
            }
        }
        return subjects;
    }

    private List<String> readUntil(long after, int count) {
        var subjects = new ArrayList<String>();
        var next = after;
        while (subjects.size() < count) {
            var page = read(next, 5).statusCode(200).extract().jsonPath();
            assertThat(page.getList("items")).isNotEmpty();
            subjects.addAll(subjects(page));
            next = page.getLong("next_after");
        }
        return subjects;
    }

    private static String insertAtOnce() throws SQLException {
        try (var connection = Database.connect()) {
            return insert(connection);
        }
    }

    private static String insert(Connection connection) throws SQLException {
        var subject = UUID.randomUUID();
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, UUID.randomUUID());
            statement.setObject(2, subject);
            statement.executeUpdate();
        }
        return subject.toString();
    }

    private static List<String> subjects(JsonPath page) {
        return page.getList("items.subject");
    }

    /** The position of the newest event: where a consumer stands that has read everything. */
    private long last() {
        var next = 0L;
        JsonPath page;
        do {
            page = given().auth()
                    .oauth2(token)
                    .get("/internal/v1/events?after={after}&limit=500", next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            next = page.getLong("next_after");
        } while (!page.getList("items").isEmpty());
        return next;
    }

    private ValidatableResponse read(long after, int wait) {
        return given().auth()
                .oauth2(token)
                .get("/internal/v1/events?after={after}&wait={wait}", after, wait)
                .then();
    }
}
