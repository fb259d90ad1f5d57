package io.gatehouse.contracts.shopitems;

import java.util.UUID;

/**
 * {@code shop_item.updated.v1}: one is no longer as it was.
 *
 * @param version of it from now on, as in its {@code ETag}
 */
public record ShopItemUpdated(UUID shopItemId, long version) {

    public static final String TYPE = "shop_item.updated.v1";
}
