package io.gatehouse.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.auth.session.PresentedToken.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PresentedTokenTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Instant LATER = NOW.plusSeconds(3600);

    @Test
    void theGraceIsMeasuredFromTheFirstUse() {
        assertThat(used(NOW.minus(GRACE), false).judge(GRACE, NOW)).isEqualTo(Verdict.REPLAY);
        assertThat(used(NOW.minus(GRACE).minusMillis(1), false).judge(GRACE, NOW))
                .isEqualTo(Verdict.REUSE);
    }

    @Test
    void aUsedSuccessorEndsTheGrace() {
        assertThat(used(NOW, true).judge(GRACE, NOW)).isEqualTo(Verdict.REUSE);
    }

    @Test
    void anEndedSessionTellsReuseToTheUsedTokenAlone() {
        assertThat(token("refresh_token_reused", LATER, NOW, false).judge(GRACE, NOW))
                .isEqualTo(Verdict.REUSE_KNOWN);
        assertThat(token("refresh_token_reused", LATER, null, false).judge(GRACE, NOW))
                .isEqualTo(Verdict.SESSION_OVER);
        assertThat(token("logout", LATER, NOW, false).judge(GRACE, NOW)).isEqualTo(Verdict.SESSION_OVER);
    }

    @Test
    void anUnusedTokenExpires() {
        assertThat(token(null, NOW, null, false).judge(GRACE, NOW)).isEqualTo(Verdict.EXPIRED);
        assertThat(token(null, NOW.plusMillis(1), null, false).judge(GRACE, NOW))
                .isEqualTo(Verdict.UNDECIDED);
    }

    private static PresentedToken used(Instant usedAt, boolean successorUsed) {
        return token(null, LATER, usedAt, successorUsed);
    }

    private static PresentedToken token(String endReason, Instant expiresAt, Instant usedAt, boolean successorUsed) {
        var id = UUID.randomUUID();
        return new PresentedToken(null, id, id, true, endReason, LATER, expiresAt, usedAt, successorUsed);
    }
}
