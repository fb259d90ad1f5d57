package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code account.created.v1}: an account exists, and this is the name its person gave. */
public record AccountCreated(UUID accountId, String displayName) {

    public static final String TYPE = "account.created.v1";
}
