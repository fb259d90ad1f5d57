package io.gatehouse.auth.session;

import io.gatehouse.auth.token.Authentication;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a sign-in or a refresh has earned: everything its tokens are made of. */
record SessionGrant(
        UUID accountId,
        UUID sessionId,
        List<String> roles,
        Authentication authentication,
        RefreshToken refreshToken,
        Instant refreshExpiresAt) {

    @Override
    public String toString() {
        return "SessionGrant[" + sessionId + "]";
    }
}
