package io.gatehouse.auth.session;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a sign-in or a refresh has earned: everything its tokens are made of. */
record SessionGrant(
        UUID accountId, UUID sessionId, List<String> roles, RefreshToken refreshToken, Instant refreshExpiresAt) {

    @Override
    public String toString() {
        return "SessionGrant[" + sessionId + "]";
    }
}
