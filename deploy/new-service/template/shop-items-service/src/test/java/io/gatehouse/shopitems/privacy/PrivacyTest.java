package io.gatehouse.shopitems.privacy;

import static io.gatehouse.shopitems.ShopItemsApi.ALL;
import static io.gatehouse.shopitems.ShopItemsApi.delete;
import static io.gatehouse.shopitems.ShopItemsApi.get;
import static io.gatehouse.shopitems.ShopItemsApi.make;
import static io.gatehouse.shopitems.ShopItemsApi.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasSize;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.local.test.Database;
import io.gatehouse.local.test.FakeAuthService;
import io.gatehouse.shopitems.ShopItemsServiceTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that is kept of a person, handed out and forgotten. */
@ShopItemsServiceTest
class PrivacyTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Tables with nothing of people in them. */
    private static final List<String> IMPERSONAL =
            List.of("event_position", "flyway_schema_history", "housekeeping_turn", "outbox_position");

    FakeAuthService auth;

    private UUID adaId;
    private String ada;

    @BeforeEach
    void signUp() {
        adaId = auth.signUp("Ada");
        ada = auth.tokenOf(adaId);
    }

    @AfterEach
    void recover() {
        auth.recover();
    }

    @Test
    void peopleAreHandedWhatIsTheirsAndNothingOfOthers() {
        var id = make(ada);
        make(auth.tokenOf(auth.signUp("Bob")));

        var all = export(auth.tokenOfService("people:export")).statusCode(200);

        all.header("X-Gatehouse-Service", "shop-items-service");
        all.body("shop_items", hasSize(1)).body("outbox_event", hasSize(1));
        assertThat(all.extract().<String>path("shop_items[0].id")).isEqualTo(id.toString());
    }

    @Test
    void onlyAServiceWithTheScopeHandsThemOut() {
        refused(given().get("/internal/v1/people/{id}/export", adaId).then(), 401, "invalid_token");
        refused(export(ada), 403, "forbidden");
        refused(export(auth.tokenOfService("events:read")), 403, "forbidden");
    }

    /** A new table or column is to be decided about: it is handed out, or it is named above. */
    @Test
    void everyTableAndColumnIsHandedOutOrSaidToBeNobodys() throws SQLException {
        make(ada);
        Database.update("""
                INSERT INTO event_parked
                    (log, position, event_id, type, subject, event, reason, attempts, next_attempt_at)
                VALUES ('test', ?, ?, 'a.test', ?, '{}', 'a test', 1, now() + interval '1 day')""", adaId.getMostSignificantBits() >>> 1, UUID.randomUUID(), adaId.toString());

        Map<String, List<Map<String, Object>>> all =
                export(auth.tokenOfService("people:export")).extract().path("");

        var tables = new ArrayList<>(
                Database.values("SELECT table_name FROM information_schema.tables WHERE table_schema = 'shop_items'"));
        tables.removeAll(IMPERSONAL);
        assertThat(all.keySet()).containsExactlyInAnyOrderElementsOf(tables);
        for (var table : tables) {
            assertThat(all.get(table).getFirst().keySet())
                    .as(table)
                    .containsExactlyInAnyOrderElementsOf(Database.values(
                            "SELECT column_name FROM information_schema.columns"
                                    + " WHERE table_schema = 'shop_items' AND table_name = ?",
                            table));
        }
    }

    @Test
    void nothingIsLeftOfWhoIsForgotten() throws SQLException {
        make(ada);
        delete(ada, make(ada)).statusCode(204);
        assertThat(traces()).isNotEmpty();

        auth.append(AccountDeleted.TYPE, JsonObject.of("account_id", adaId.toString()));
        auth.erasures().forget(adaId);

        await().atMost(SOON).until(() -> auth.erasures().isForgotten(adaId));
        assertThat(traces()).isEmpty();
        get(ada, ALL).body("items", hasSize(0));
    }

    /** The tables of which any row holds anything of the person. */
    private List<String> traces() throws SQLException {
        var found = new ArrayList<String>();
        for (var table :
                Database.values("SELECT table_name FROM information_schema.tables WHERE table_schema = 'shop_items'")) {
            var rows = Database.value(
                    "SELECT count(*) FROM \"" + table + "\" AS row WHERE row::text LIKE ?", "%" + adaId + "%");
            if (!"0".equals(rows)) {
                found.add(table);
            }
        }
        return found;
    }

    private ValidatableResponse export(String token) {
        return given().auth()
                .oauth2(token)
                .get("/internal/v1/people/{id}/export", adaId)
                .then();
    }
}
