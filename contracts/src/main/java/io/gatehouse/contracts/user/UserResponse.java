package io.gatehouse.contracts.user;

import java.time.Instant;
import java.util.UUID;

/**
 * A profile. Its {@code ETag} is the version.
 *
 * @param id the account's id, the {@code sub} of its tokens
 */
public record UserResponse(UUID id, String displayName, Instant createdAt, Instant updatedAt) {}
