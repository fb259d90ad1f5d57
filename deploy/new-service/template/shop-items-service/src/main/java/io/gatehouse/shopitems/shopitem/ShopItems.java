package io.gatehouse.shopitems.shopitem;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The door for those who learn what became of accounts, whose transactions are this service's own ({@code Viewer.SYSTEM}). */
@ApplicationScoped
public class ShopItems {

    private static final String DELETE_ALL = "DELETE FROM shop_items WHERE owner_id = $1 RETURNING id";

    private final ShopItemEvents events;

    ShopItems(ShopItemEvents events) {
        this.events = events;
    }

    /** Removes all that belongs to an account that is gone. */
    public Uni<Void> deleteAllOf(SqlConnection transaction, UUID accountId) {
        return transaction
                .preparedQuery(DELETE_ALL)
                .execute(Tuple.of(accountId))
                .chain(gone -> Multi.createFrom()
                        .iterable(gone)
                        .onItem()
                        .transformToUniAndConcatenate(row -> events.deleted(transaction, row.getUUID("id")))
                        .onItem()
                        .ignoreAsUni());
    }
}
