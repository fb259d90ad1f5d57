package io.gatehouse.user.profilefeed;

import static io.gatehouse.user.UsersApi.etag;
import static io.gatehouse.user.UsersApi.me;
import static io.gatehouse.user.UsersApi.patch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.housekeeping.Housekeeper;
import io.gatehouse.local.test.Database;
import io.gatehouse.user.UserServiceTest;
import io.gatehouse.user.fake.FakeAuth;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@UserServiceTest
class ProfileFeedTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    FakeAuth auth;

    @Inject
    Housekeeper housekeeper;

    private UUID account;
    private String token;

    @BeforeEach
    void signUp() {
        account = auth.signUp("Ada");
        token = auth.tokenOf(account);
        me(token).statusCode(200);
    }

    @Test
    void whatBecomesOfAProfileIsToldInItsOrder() {
        patch(token, etag(token), "{\"display_name\":\"Countess\"}").statusCode(200);
        auth.append(AccountDeleted.TYPE, new JsonObject().put("account_id", account.toString()));
        await().atMost(SOON).until(() -> events().size() == 3);

        assertThat(events())
                .extracting(event -> event.get("type"))
                .containsExactly("profile.created.v1", "profile.updated.v1", "profile.deleted.v1");
        assertThat(events()).extracting(event -> event.get("source")).containsOnly("/user-service");
        assertThat(events())
                .extracting(event -> event.get("data"))
                .containsExactly(
                        Map.of("account_id", account.toString()),
                        Map.of("account_id", account.toString(), "version", 1, "changed", List.of("display_name")),
                        Map.of("account_id", account.toString()));
    }

    @Test
    void fieldsThatHaveAnotherValueAreNamed() {
        patch(token, etag(token), "{\"bio\":\"Hello\",\"locale\":\"de-CH\",\"display_name\":\"Ada\"}")
                .statusCode(200);
        patch(token, etag(token), "{\"bio\":null,\"visibility\":{\"display_name\":\"public\"}}")
                .statusCode(200);

        assertThat(events())
                .extracting(event -> ((Map<?, ?>) event.get("data")).get("changed"))
                .isEqualTo(Arrays.asList(null, List.of("bio", "locale"), List.of("bio", "visibility")));
    }

    @Test
    void changeThatIsRefusedOrChangesNothingIsNotTold() {
        patch(token, "\"7\"", "{\"display_name\":\"Countess\"}").statusCode(412);
        patch(token, etag(token), "{\"display_name\":\"Ada\"}").statusCode(200);

        assertThat(events()).extracting(event -> event.get("type")).containsExactly("profile.created.v1");
    }

    @Test
    void whoWaitsIsToldAsSoonAsSomethingHappens() throws Exception {
        var after = last();
        var waiting = CompletableFuture.supplyAsync(() -> read(after, 20).statusCode(200));

        patch(token, etag(token), "{\"display_name\":\"Countess\"}").statusCode(200);

        waiting.get().body("items", hasSize(1)).body("items[0].subject", is(account.toString()));
    }

    @Test
    void onlyAServiceWithTheScopeReads() {
        refused(given().get("/internal/v1/events").then(), 401, "invalid_token");
        refused(read(token), 403, "forbidden");
        refused(read(auth.tokenOf(account, "admin")), 403, "forbidden");
        refused(read(auth.tokenOfService()), 403, "forbidden");
        refused(read(auth.tokenOfService("revocations:read")), 403, "forbidden");
        read(auth.tokenOfService("events:read")).statusCode(200);
    }

    @Test
    void queryThatMakesNoSenseIsRefused() {
        refused(readWith("after=-1"), 400, "validation_failed");
        refused(readWith("limit=501"), 400, "validation_failed");
        refused(readWith("wait=31"), 400, "validation_failed");
    }

    @Test
    void eventsGoAfterAMonthButThatThereIsAProfileStays() throws SQLException {
        var living = UUID.randomUUID();
        var created = insert(living, "profile.created.v1", "40 days");
        var updated = insert(living, "profile.updated.v1", "31 days");
        var updatedLately = insert(living, "profile.updated.v1", "29 days");
        var gone = UUID.randomUUID();
        var createdThen = insert(gone, "profile.created.v1", "40 days");
        var deleted = insert(gone, "profile.deleted.v1", "31 days");

        Database.update("UPDATE housekeeping_turn SET busy_until = now()");
        assertThat(housekeeper.clean().await().atMost(SOON)).isTrue();

        assertThat(Database.values("SELECT id FROM outbox_event WHERE aggregateid IN (?, ?)", living, gone))
                .containsExactlyInAnyOrder(created.toString(), updatedLately.toString())
                .doesNotContain(updated.toString(), createdThen.toString(), deleted.toString());
        Database.update("DELETE FROM outbox_event WHERE aggregateid IN (?, ?)", living, gone);
    }

    @Test
    void whoBelongsWhereStaysUntilTheyDoNot() throws SQLException {
        var present = UUID.randomUUID();
        var added = insert(present, "membership.added.v1", "40 days");
        var changed = insert(present, "membership.changed.v1", "35 days");
        var past = UUID.randomUUID();
        insert(past, "membership.added.v1", "40 days");
        insert(past, "membership.changed.v1", "35 days");
        insert(past, "membership.removed.v1", "31 days");
        var organization = UUID.randomUUID();
        var created = insert(organization, "organization.created.v1", "40 days");
        insert(organization, "organization.updated.v1", "31 days");

        Database.update("UPDATE housekeeping_turn SET busy_until = now()");
        assertThat(housekeeper.clean().await().atMost(SOON)).isTrue();

        assertThat(Database.values(
                        "SELECT id FROM outbox_event WHERE aggregateid IN (?, ?, ?)", present, past, organization))
                .containsExactlyInAnyOrder(added.toString(), changed.toString(), created.toString());
        Database.update("DELETE FROM outbox_event WHERE aggregateid IN (?, ?)", present, organization);
    }

    private static UUID insert(UUID profile, String type, String ago) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO outbox_event
                    (id, aggregatetype, aggregateid, type, payload, position, created_at, updated_at)
                SELECT ?, 'profile', ?, ?, '{}', -count(*) - 1, now() - ?::interval, now() FROM outbox_event WHERE position < 0
                """, id, profile, type, ago);
        return id;
    }

    private static void refused(ValidatableResponse response, int status, String code) {
        response.statusCode(status).contentType("application/problem+json").body("code", is(code));
    }

    /** Those on this test's account. */
    private List<Map<String, Object>> events() {
        var events = new ArrayList<Map<String, Object>>();
        var after = 0L;
        List<Map<String, Object>> page;
        do {
            var answer = read(after, 0).statusCode(200).extract().jsonPath();
            page = answer.getList("items");
            page.stream()
                    .filter(event -> account.toString().equals(event.get("subject")))
                    .forEach(events::add);
            after = answer.getLong("next_after");
        } while (!page.isEmpty());
        return events;
    }

    private long last() throws SQLException {
        events();
        return Long.parseLong(Database.value("SELECT last_position FROM outbox_position"));
    }

    private ValidatableResponse read(long after, int wait) {
        return given().auth()
                .oauth2(auth.tokenOfService("events:read"))
                .get("/internal/v1/events?after={after}&limit=500&wait={wait}", after, wait)
                .then();
    }

    private ValidatableResponse readWith(String query) {
        return given().auth()
                .oauth2(auth.tokenOfService("events:read"))
                .get("/internal/v1/events?" + query)
                .then();
    }

    private static ValidatableResponse read(String bearer) {
        return given().auth().oauth2(bearer).get("/internal/v1/events").then();
    }
}
