package io.gatehouse.contracts.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody did in an organization.
 *
 * @param action the type of the event that tells it, such as {@code membership.added.v1}
 * @param actorId the account that did it; absent where it was nobody's doing, or that of somebody without an account
 * @param detail the data of that event
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrganizationEventResponse(
        UUID id, String action, UUID actorId, Map<String, Object> detail, Instant createdAt) {}
