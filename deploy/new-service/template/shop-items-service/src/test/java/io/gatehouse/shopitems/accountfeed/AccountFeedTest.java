package io.gatehouse.shopitems.accountfeed;

import static io.gatehouse.shopitems.ShopItemsApi.get;
import static io.gatehouse.shopitems.ShopItemsApi.make;
import static io.gatehouse.shopitems.ShopItemsApi.one;
import static io.gatehouse.shopitems.ShopItemsApi.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.local.test.FakeAuthService;
import io.gatehouse.local.test.Database;
import io.gatehouse.shopitems.ShopItemsServiceTest;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@ShopItemsServiceTest
class AccountFeedTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    FakeAuthService auth;

    private UUID adaId;
    private String ada;

    @BeforeEach
    void signUp() {
        adaId = auth.signUp("Ada");
        ada = auth.tokenOf(adaId);
    }

    @Test
    void whatBelongsToADeletedAccountGoesAndIsToldAndNothingElse() throws SQLException {
        var first = make(ada);
        var second = make(ada);
        var bob = auth.tokenOf(auth.signUp("Bob"));
        var others = make(bob);

        auth.append(AccountDeleted.TYPE, new JsonObject().put("account_id", adaId.toString()));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                Database.values("SELECT id FROM shop_items WHERE owner_id = ?", adaId))
                        .isEmpty());
        refused(get(ada, one(first)), 404, "not_found");
        get(bob, one(others)).statusCode(200);
        assertThat(told(first)).containsExactly("shop_item.created.v1", "shop_item.deleted.v1");
        assertThat(told(second)).containsExactly("shop_item.created.v1", "shop_item.deleted.v1");
        assertThat(told(others)).containsExactly("shop_item.created.v1");
    }

    @Test
    void followingGoesOnAfterTheIssuerWasAway() {
        var id = make(ada);
        auth.down();
        auth.append(AccountDeleted.TYPE, new JsonObject().put("account_id", adaId.toString()));

        auth.up();

        await().atMost(SOON).untilAsserted(() -> refused(get(ada, one(id)), 404, "not_found"));
    }

    private static List<String> told(UUID subject) throws SQLException {
        return Database.values("SELECT type FROM outbox_event WHERE aggregateid = ? ORDER BY insert_order", subject);
    }
}
