package io.gatehouse.contracts.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.gatehouse.contracts.user.UserResponse;
import java.time.Instant;
import java.util.UUID;

/**
 * A member of an organization.
 *
 * @param user the profile, as far as its person shows it to the one who asks; not there where they show nothing
 * @param createdAt since when they belong to it
 * @param version of the membership, also the {@code ETag}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MemberResponse(
        UUID userId, OrganizationRole role, UserResponse user, Instant createdAt, Instant updatedAt, long version) {}
