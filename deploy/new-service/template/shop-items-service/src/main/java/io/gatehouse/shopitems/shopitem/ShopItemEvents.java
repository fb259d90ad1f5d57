package io.gatehouse.shopitems.shopitem;

import io.gatehouse.contracts.shopitems.ShopItemCreated;
import io.gatehouse.contracts.shopitems.ShopItemDeleted;
import io.gatehouse.contracts.shopitems.ShopItemUpdated;
import io.gatehouse.kit.feed.EventLog;
import io.gatehouse.kit.feed.Subject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells what becomes of shop items, in the transaction that does it; never what is in them. */
@RegisterForReflection(targets = {ShopItemCreated.class, ShopItemUpdated.class, ShopItemDeleted.class})
@Singleton
class ShopItemEvents {

    private final EventLog log;

    ShopItemEvents(EventLog log) {
        this.log = log;
    }

    Uni<Void> created(UUID id, UUID ownerId) {
        return log.append(ShopItemCreated.TYPE, subject(id), new ShopItemCreated(id, ownerId));
    }

    /** @param version that it has from now on */
    Uni<Void> updated(UUID id, long version) {
        return log.append(ShopItemUpdated.TYPE, subject(id), new ShopItemUpdated(id, version));
    }

    Uni<Void> deleted(UUID id) {
        return log.append(ShopItemDeleted.TYPE, subject(id), new ShopItemDeleted(id));
    }

    /** In the transaction of a connection apart from Hibernate. */
    Uni<Void> deleted(SqlConnection transaction, UUID id) {
        return log.append(transaction, ShopItemDeleted.TYPE, subject(id), new ShopItemDeleted(id));
    }

    private static Subject subject(UUID id) {
        return new Subject("shop_item", id);
    }
}
