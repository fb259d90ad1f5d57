package io.gatehouse.shopitems.privacy;

import io.gatehouse.contracts.privacy.ErasureTask;
import io.gatehouse.kit.privacy.PersonErasure;
import io.gatehouse.shopitems.shopitem.ShopItems;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/**
 * Forgets a person. Most of it happened when the log told that the account is gone; this repeats it, and removes what tells that the person
 * was there, which consumers have had the time to read.
 */
@Singleton
class Forgetting implements PersonErasure {

    /** All that was told of what was theirs. */
    private static final String EVENTS = """
            DELETE FROM outbox_event WHERE aggregateid IN (
                SELECT aggregateid FROM outbox_event WHERE payload ->> 'account_id' = $1::uuid::text)""";

    private static final String PARKED = "DELETE FROM event_parked WHERE subject = $1::uuid::text";

    private final ShopItems shopItems;

    Forgetting(ShopItems shopItems) {
        this.shopItems = shopItems;
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, ErasureTask person) {
        var who = Tuple.of(person.accountId());
        return shopItems
                .deleteAllOf(transaction, person.accountId())
                .chain(() -> transaction.preparedQuery(EVENTS).execute(who))
                .chain(() -> transaction.preparedQuery(PARKED).execute(who))
                .replaceWithVoid();
    }
}
