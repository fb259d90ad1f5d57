package io.gatehouse.shopitems.shopitem;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their shop items. */
class ShopItemTable {

    @Produces
    @Singleton
    PersonalTable shopItems() {
        return PersonalTable.byId(
                "shop_items", "id, owner_id, name, note, version, created_at, updated_at", "owner_id = $1::uuid");
    }
}
