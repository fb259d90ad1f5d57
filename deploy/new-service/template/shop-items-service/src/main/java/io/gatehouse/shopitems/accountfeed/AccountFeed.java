package io.gatehouse.shopitems.accountfeed;

import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.contracts.event.Event;
import io.gatehouse.kit.accountfeed.AccountEvents;
import io.gatehouse.kit.eventlog.EventHandler;
import io.gatehouse.shopitems.shopitem.ShopItems;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Map;

/** What auth-service's log tells of accounts, and what it means here. */
@RegisterForReflection(targets = AccountDeleted.class)
@Singleton
class AccountFeed implements AccountEvents {

    private final ShopItems shopItems;

    AccountFeed(ShopItems shopItems) {
        this.shopItems = shopItems;
    }

    @Override
    public Map<String, EventHandler> handlers() {
        return Map.of(AccountDeleted.TYPE, this::accountDeleted);
    }

    private Uni<Void> accountDeleted(SqlConnection transaction, Event event) {
        return shopItems.deleteAllOf(
                transaction, EventHandler.dataOf(event, AccountDeleted.class).accountId());
    }
}
