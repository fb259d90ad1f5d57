package io.gatehouse.auth.session;

import java.time.Instant;
import java.util.UUID;

/** A refresh token that the database knows. */
public record FoundRefreshToken(UUID accountId, UUID sessionId, Instant expiresAt) {}
