package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code profile.deleted.v1}: a profile is gone, and whatever was made of it should be. */
public record ProfileDeleted(UUID accountId) {

    public static final String TYPE = "profile.deleted.v1";
}
