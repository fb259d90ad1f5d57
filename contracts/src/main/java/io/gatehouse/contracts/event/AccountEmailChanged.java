package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code account.email_changed.v1}: an account has another address, which is verified. */
public record AccountEmailChanged(UUID accountId) {

    public static final String TYPE = "account.email_changed.v1";
}
