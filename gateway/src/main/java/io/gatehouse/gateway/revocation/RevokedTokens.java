package io.gatehouse.gateway.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.kit.identity.Identity;
import java.time.Instant;
import java.util.List;

/** All that is revoked and known here. Adding is for worker threads: now and then the memory grows, which takes milliseconds. */
final class RevokedTokens {

    private final RevokedIds sessions = new RevokedIds();
    private final RevokedIds accounts = new RevokedIds();

    /** Tokens that a service got for itself are not among them: they end with their time. */
    boolean holds(Identity identity) {
        return identity.isPerson()
                && (sessions.isRevoked(identity.sessionId(), identity.issuedAt())
                        || accounts.isRevoked(identity.accountId(), identity.issuedAt()));
    }

    void add(List<Revocation> revocations) {
        for (var revocation : revocations) {
            if (revocation.sid() != null) {
                sessions.add(revocation.sid(), revocation.expiresAt());
            } else {
                accounts.add(revocation.sub(), revocation.notBefore(), revocation.expiresAt());
            }
        }
    }

    void forgetExpired(Instant now) {
        sessions.forgetExpired(now);
        accounts.forgetExpired(now);
    }

    int size() {
        return sessions.size() + accounts.size();
    }
}
