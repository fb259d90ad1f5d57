package io.gatehouse.shopitems.shopitem;

import static io.gatehouse.shopitems.ShopItemsApi.delete;
import static io.gatehouse.shopitems.ShopItemsApi.make;
import static io.gatehouse.shopitems.ShopItemsApi.patch;
import static io.gatehouse.shopitems.ShopItemsApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.housekeeping.Housekeeper;
import io.gatehouse.local.test.FakeAuthService;
import io.gatehouse.local.test.Database;
import io.gatehouse.shopitems.ShopItemsServiceTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What others learn from this service's event log. */
@ShopItemsServiceTest
class ShopItemFeedTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    FakeAuthService auth;

    @Inject
    Housekeeper housekeeper;

    private UUID adaId;
    private String ada;

    @BeforeEach
    void signIn() {
        adaId = UUID.randomUUID();
        ada = auth.tokenOf(adaId);
    }

    @Test
    void whatBecomesOfOneIsToldInItsOrder() {
        var id = make(ada);
        patch(ada, id, "\"0\"", "{\"name\":\"Second\"}").statusCode(200);
        patch(ada, id, "\"1\"", "{\"name\":\"Second\"}").statusCode(200);
        patch(ada, id, "\"0\"", "{\"name\":\"Third\"}").statusCode(412);
        delete(ada, id).statusCode(204);

        var events = events(id);

        assertThat(events)
                .extracting(event -> event.get("type"))
                .containsExactly("shop_item.created.v1", "shop_item.updated.v1", "shop_item.deleted.v1");
        assertThat(events).extracting(event -> event.get("source")).containsOnly("/shop-items-service");
        assertThat(events)
                .extracting(event -> event.get("data"))
                .containsExactly(
                        Map.of("shop_item_id", id.toString(), "account_id", adaId.toString()),
                        Map.of("shop_item_id", id.toString(), "version", 1),
                        Map.of("shop_item_id", id.toString()));
    }

    @Test
    void onlyAServiceWithTheScopeReads() {
        refused(given().get("/internal/v1/events").then(), 401, "invalid_token");
        refused(read(ada, 0), 403, "forbidden");
        refused(read(auth.tokenOf(adaId, "admin"), 0), 403, "forbidden");
        refused(read(auth.tokenOfService("users:read"), 0), 403, "forbidden");
        read(auth.tokenOfService("events:read"), 0).statusCode(200);
    }

    @Test
    void eventsGoAfterAMonthButThatThereIsOneStays() throws SQLException {
        var present = UUID.randomUUID();
        var created = insert(present, "shop_item.created.v1", "40 days");
        insert(present, "shop_item.updated.v1", "31 days");
        var updatedLately = insert(present, "shop_item.updated.v1", "29 days");
        var gone = UUID.randomUUID();
        insert(gone, "shop_item.created.v1", "40 days");
        insert(gone, "shop_item.deleted.v1", "31 days");

        Database.update("UPDATE housekeeping_turn SET busy_until = now()");
        assertThat(housekeeper.clean().await().atMost(SOON)).isTrue();

        assertThat(Database.values("SELECT id FROM outbox_event WHERE aggregateid = ?", present))
                .containsExactlyInAnyOrder(created.toString(), updatedLately.toString());
        assertThat(Database.values("SELECT id FROM outbox_event WHERE aggregateid = ?", gone))
                .isEmpty();
        Database.update("DELETE FROM outbox_event WHERE aggregateid = ?", present);
    }

    private static UUID insert(UUID subject, String type, String ago) throws SQLException {
        var id = Ids.next();
        Database.update("""
                INSERT INTO outbox_event
                    (id, aggregatetype, aggregateid, type, payload, position, created_at, updated_at)
                SELECT ?, 'shop_item', ?, ?, '{}', -count(*) - 1, now() - ?::interval, now()
                FROM outbox_event WHERE position < 0
                """, id, subject, type, ago);
        return id;
    }

    /** All that were told of it. */
    private List<Map<String, Object>> events(UUID id) {
        var events = new ArrayList<Map<String, Object>>();
        var after = 0L;
        List<Map<String, Object>> page;
        do {
            var answer = read(auth.tokenOfService("events:read"), after)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page = answer.getList("items");
            page.stream()
                    .filter(event -> id.toString().equals(event.get("subject")))
                    .forEach(events::add);
            after = answer.getLong("next_after");
        } while (!page.isEmpty());
        return events;
    }

    private static ValidatableResponse read(String token, long after) {
        return given().auth()
                .oauth2(token)
                .get("/internal/v1/events?after={after}&limit=500", after)
                .then();
    }
}
