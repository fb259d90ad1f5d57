package io.gatehouse.auth.session;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A refresh token that could not be exchanged, and all that tells why.
 *
 * @param successor the grant it was exchanged for before; null where it never was
 * @param endReason why its session ended; null while it has not
 * @param usedAt when it was exchanged; null where it never was
 */
record PresentedToken(
        SessionGrant successor,
        UUID accountId,
        UUID sessionId,
        boolean accountActive,
        String endReason,
        Instant sessionExpiresAt,
        Instant expiresAt,
        Instant usedAt,
        boolean successorUsed) {

    /** What becomes of it. */
    enum Verdict {
        SESSION_OVER,
        ACCOUNT_DISABLED,
        REPLAY,
        REUSE,
        REUSE_KNOWN,
        EXPIRED,
        UNDECIDED
    }

    Verdict judge(Duration grace, Instant now) {
        var used = usedAt != null;
        if (endReason != null) {
            // Told again to whoever comes with the used token, however often.
            return used && endReason.equals(EndReason.REFRESH_TOKEN_REUSED.stored)
                    ? Verdict.REUSE_KNOWN
                    : Verdict.SESSION_OVER;
        }
        if (!sessionExpiresAt.isAfter(now)) {
            return Verdict.SESSION_OVER;
        }
        if (!accountActive) {
            return Verdict.ACCOUNT_DISABLED;
        }
        if (used) {
            return successorUsed || usedAt.plus(grace).isBefore(now) ? Verdict.REUSE : Verdict.REPLAY;
        }
        // Undecided: neither exchanged nor refusable, so it changed between the two statements.
        return expiresAt.isAfter(now) ? Verdict.UNDECIDED : Verdict.EXPIRED;
    }

    @Override
    public String toString() {
        return "PresentedToken[" + sessionId + "]";
    }
}
