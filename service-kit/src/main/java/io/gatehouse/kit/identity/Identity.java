package io.gatehouse.kit.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a verified access token speaks for.
 *
 * @param subject the {@code sub}: an account's id, or the client's id where a service speaks for itself
 * @param accountId the person's account; null where no person has signed in
 * @param sessionId the {@code sid}; null where no person has signed in
 * @param groups the account's roles
 * @param plans the plans that rate limits may depend on
 */
public record Identity(
        String subject,
        String clientId,
        UUID accountId,
        UUID sessionId,
        Set<String> groups,
        Set<String> scopes,
        Set<String> plans,
        Instant issuedAt,
        Instant expiresAt) {

    /** Whether a signed-in person speaks, not a service. */
    public boolean isPerson() {
        return sessionId != null;
    }
}
