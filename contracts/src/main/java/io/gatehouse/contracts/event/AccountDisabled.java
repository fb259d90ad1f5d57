package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code account.disabled.v1}: nobody gets into an account until it is enabled, and its person should not be shown. */
public record AccountDisabled(UUID accountId) {

    public static final String TYPE = "account.disabled.v1";
}
