package io.gatehouse.contracts.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * One sign-in, as {@code GET /v1/auth/sessions} lists it.
 *
 * @param device browser and system, as the client called itself; for recognising, not for trusting
 * @param address where it began
 * @param lastSeenAt when it was last refreshed; until then, when it began
 * @param expiresAt when it ends however often it is used
 * @param current whether it is the one that asks
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionResponse(
        UUID id,
        String device,
        String address,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        boolean current) {

    @Override
    public String toString() {
        return "SessionResponse[" + id + "]";
    }
}
