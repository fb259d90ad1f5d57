package io.gatehouse.contracts.organization;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * {@code POST /internal/v1/invitations/proof} of auth-service: what a token is worth, and to whom.
 *
 * @param accountId of the person who shows it; may be absent
 */
public record ProveInvitationRequest(
        @NotNull @Size(max = 64) String token, UUID accountId) {

    @Override
    public String toString() {
        return "ProveInvitationRequest[redacted]";
    }
}
