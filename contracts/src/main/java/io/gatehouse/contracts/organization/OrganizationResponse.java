package io.gatehouse.contracts.organization;

import java.time.Instant;
import java.util.UUID;

/**
 * An organization as one of its members sees it.
 *
 * @param role of the one who asks
 * @param version also the {@code ETag}
 */
public record OrganizationResponse(
        UUID id, String name, OrganizationRole role, Instant createdAt, Instant updatedAt, long version) {}
