package io.gatehouse.contracts.shopitems;

import java.time.Instant;
import java.util.UUID;

/**
 * One of the shop items of whoever asks.
 *
 * @param version also the {@code ETag}
 */
public record ShopItemResponse(
        UUID id, String name, String note, Instant createdAt, Instant updatedAt, long version) {}
