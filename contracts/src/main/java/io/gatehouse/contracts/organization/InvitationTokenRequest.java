package io.gatehouse.contracts.organization;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * {@code POST /v1/invitations/accept} and {@code /v1/invitations/decline}.
 *
 * @param token from the mail's link
 */
public record InvitationTokenRequest(
        @NotNull @Size(max = 64) String token) {

    @Override
    public String toString() {
        return "InvitationTokenRequest[redacted]";
    }
}
