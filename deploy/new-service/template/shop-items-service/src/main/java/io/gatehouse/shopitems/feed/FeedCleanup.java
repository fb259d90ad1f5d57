package io.gatehouse.shopitems.feed;

import io.gatehouse.contracts.shopitems.ShopItemCreated;
import io.gatehouse.contracts.shopitems.ShopItemDeleted;
import io.gatehouse.kit.feed.EventRetention;
import io.gatehouse.kit.feed.Lasting;
import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What becomes of old events. */
class FeedCleanup {

    /** A consumer that begins later with the first event still learns of everything that is there. */
    @Produces
    @Singleton
    static Cleanup cleanup(EventRetention events) {
        return events.keeping(Lasting.until(ShopItemCreated.TYPE, ShopItemDeleted.TYPE));
    }
}
