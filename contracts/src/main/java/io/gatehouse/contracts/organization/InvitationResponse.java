package io.gatehouse.contracts.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * An invitation that is neither answered nor withdrawn nor too old.
 *
 * @param invitedBy the account that made it; absent where that is gone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvitationResponse(
        UUID id, String email, OrganizationRole role, UUID invitedBy, Instant expiresAt, Instant createdAt) {

    @Override
    public String toString() {
        return "InvitationResponse[" + id + "]";
    }
}
