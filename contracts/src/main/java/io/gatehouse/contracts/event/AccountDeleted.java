package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code account.deleted.v1}: an account is gone, and whatever is kept about its person should be. */
public record AccountDeleted(UUID accountId) {

    public static final String TYPE = "account.deleted.v1";
}
