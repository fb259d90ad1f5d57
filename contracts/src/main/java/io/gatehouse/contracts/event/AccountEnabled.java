package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code account.enabled.v1}: an account that was disabled is as it was before. */
public record AccountEnabled(UUID accountId) {

    public static final String TYPE = "account.enabled.v1";
}
