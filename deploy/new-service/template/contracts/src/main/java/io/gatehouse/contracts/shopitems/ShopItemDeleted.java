package io.gatehouse.contracts.shopitems;

import java.util.UUID;

/** {@code shop_item.deleted.v1}: one is gone, and whatever was made of it should be. */
public record ShopItemDeleted(UUID shopItemId) {

    public static final String TYPE = "shop_item.deleted.v1";
}
