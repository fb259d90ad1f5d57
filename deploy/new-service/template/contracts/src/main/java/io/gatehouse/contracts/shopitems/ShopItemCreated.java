package io.gatehouse.contracts.shopitems;

import java.util.UUID;

/** {@code shop_item.created.v1}: one exists, and whose it is. */
public record ShopItemCreated(UUID shopItemId, UUID accountId) {

    public static final String TYPE = "shop_item.created.v1";
}
