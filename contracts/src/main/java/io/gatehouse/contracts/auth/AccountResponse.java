package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.SortedSet;
import java.util.UUID;

/**
 * {@code GET /v1/auth/account}: who you are. What is known about you lives in user-service.
 *
 * @param pendingEmail the address that waits to be verified before it replaces {@code email}; absent where none does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccountResponse(
        UUID id,
        String email,
        boolean emailVerified,
        String pendingEmail,
        SortedSet<String> roles,
        Instant createdAt,
        Instant updatedAt) {

    @Override
    public String toString() {
        return "AccountResponse[" + id + "]";
    }
}
