package io.gatehouse.contracts.event;

import java.util.UUID;

/** {@code profile.created.v1}: the profile of an account exists. What is in it, user-service says to those who may see it. */
public record ProfileCreated(UUID accountId) {

    public static final String TYPE = "profile.created.v1";
}
