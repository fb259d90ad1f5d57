package io.gatehouse.auth.revocation;

import io.gatehouse.auth.token.TokenIssuer;
import io.gatehouse.contracts.auth.Revocation;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Where features leave what is revoked, in the transaction that is open. It is told as soon as that has committed. */
@Singleton
public class Revocations {

    /** How far the clocks of verifiers may be behind ours; they accept tokens for that much longer. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private final NewRevocationRepository repository;
    private final FreshRevocations fresh;
    private final TokenIssuer issuer;
    private final Clock clock;

    Revocations(NewRevocationRepository repository, FreshRevocations fresh, TokenIssuer issuer, Clock clock) {
        this.repository = repository;
        this.fresh = fresh;
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Revokes the access tokens of sessions that have ended. */
    public Uni<Void> revokeSessions(List<UUID> sessionIds) {
        if (sessionIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        return repository.addSessions(sessionIds, expiry(now), now).invoke(fresh::left);
    }

    /**
     * Revokes all access tokens of an account that nobody may use any more. Tokens tell their second only: one that were
     * issued later in this second would be revoked as well.
     */
    public Uni<Void> revokeAccount(UUID accountId) {
        var now = clock.instant();
        var notBefore = now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        return repository
                .addAccount(Revocation.ofAccount(accountId, notBefore, expiry(now)), now)
                .invoke(fresh::left);
    }

    private Instant expiry(Instant now) {
        return now.plus(issuer.lifetime()).plus(CLOCK_SKEW);
    }
}
