package io.gatehouse.auth.mfa;

import io.gatehouse.auth.permission.RecentSignIn;
import io.gatehouse.auth.session.LiveSessions;
import io.gatehouse.auth.token.Authentication;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.BearerChallenge;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Lets nobody change how an account is signed in to but who has proved to be its person a short time ago, with the second
 * factor where there is one. The session's row decides, not the token: tokens are stolen and outlive what they tell. Whoever
 * changes an account asks in the transaction of the change, once the account is locked: a factor is activated under the same
 * lock, and is asked for from then on.
 */
@ApplicationScoped
public class StepUp implements RecentSignIn {

    private final LiveSessions sessions;
    private final TotpRepository totps;
    private final MfaConfig config;
    private final Clock clock;

    StepUp(LiveSessions sessions, TotpRepository totps, MfaConfig config, Clock clock) {
        this.sessions = sessions;
        this.totps = totps;
        this.config = config;
        this.clock = clock;
    }

    @Override
    @WithSession
    public Uni<Void> require(Identity person) {
        return sessions.authentication(person)
                .invoke(this::requireRecent)
                .chain(authentication -> authentication.hasSecondFactor()
                        ? Uni.createFrom().voidItem()
                        : requireNoFactor(person.accountId()));
    }

    /** The same once the person's account is locked, until the transaction that is open ends. */
    Uni<Void> requireLocked(Identity person) {
        return totps.lockAccount(person.accountId()).chain(() -> require(person));
    }

    private void requireRecent(Authentication authentication) {
        if (authentication.at().plus(config.recentSignIn()).isBefore(clock.instant())) {
            throw refusal().with(BearerChallenge.MAX_AGE, config.recentSignIn().toSeconds());
        }
    }

    private Uni<Void> requireNoFactor(UUID accountId) {
        return totps.isActive(accountId)
                .invoke(active -> {
                    if (active) {
                        throw refusal();
                    }
                })
                .replaceWithVoid();
    }

    private static ApiException refusal() {
        return new ApiException(ErrorCode.REAUTHENTICATION_REQUIRED);
    }
}
