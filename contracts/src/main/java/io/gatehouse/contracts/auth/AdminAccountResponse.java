package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.SortedSet;
import java.util.UUID;

/**
 * An account as administrators see it. What is known about its person lives in user-service.
 *
 * @param pendingEmail the address that waits to be verified before it replaces {@code email}; absent where none does
 * @param passwordSet false until an invited person has chosen a password, and from a forced reset until there is a new one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AdminAccountResponse(
        UUID id,
        String email,
        boolean emailVerified,
        String pendingEmail,
        AccountStatus status,
        SortedSet<String> roles,
        boolean passwordSet,
        Instant createdAt,
        Instant updatedAt) {

    @Override
    public String toString() {
        return "AdminAccountResponse[" + id + "]";
    }
}
