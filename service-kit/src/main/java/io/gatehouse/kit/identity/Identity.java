package io.gatehouse.kit.identity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Whom a verified access token speaks for.
 *
 * @param subject the {@code sub}: an account's id, or the client's id where a service speaks for itself
 * @param sessionId the {@code sid}; null where no person has signed in
 * @param groups the account's roles
 */
public record Identity(
        String subject, String clientId, UUID sessionId, Set<String> groups, Set<String> scopes, Instant expiresAt) {

    /** Whether a signed-in person speaks, not a service. */
    public boolean isPerson() {
        return sessionId != null;
    }

    /** The person's account. Only for identities that are a person. */
    public UUID accountId() {
        return UUID.fromString(subject);
    }
}
