package io.gatehouse.contracts.auth;

import java.time.Instant;
import java.util.SortedSet;
import java.util.UUID;

/** {@code GET /v1/auth/account}: who you are. What is known about you lives in user-service. */
public record AccountResponse(
        UUID id, String email, boolean emailVerified, SortedSet<String> roles, Instant createdAt, Instant updatedAt) {

    @Override
    public String toString() {
        return "AccountResponse[" + id + "]";
    }
}
