package io.gatehouse.auth.mfa;

import io.gatehouse.auth.seal.Secret;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** The time between the right password and the second factor, held by an {@code mfa_token} that is good for one sign-in. */
@ApplicationScoped
public class Challenges {

    private final ChallengeRepository challenges;
    private final MfaConfig config;
    private final Clock clock;

    Challenges(ChallengeRepository challenges, MfaConfig config, Clock clock) {
        this.challenges = challenges;
        this.config = config;
        this.clock = clock;
    }

    /** A token for whoever has proved the account's password, in the transaction that is open. */
    public Uni<String> open(UUID accountId) {
        var token = Secret.random();
        var now = clock.instant();
        var challenge = new Challenge(Secret.hash(token), accountId, now.plus(config.challengeLifetime()), now);
        return challenges.persist(challenge).replaceWith(token);
    }

    /** Whose password was proved; {@code invalid_token} where the token is unknown, used or too old. */
    @WithSession
    public Uni<UUID> getAccount(String token) {
        return challenges
                .findOpen(Secret.hash(token), clock.instant())
                .onItem()
                .ifNull()
                .failWith(Challenges::refusal)
                .map(challenge -> challenge.accountId);
    }

    /** Uses the token up, in the transaction that is open; {@code invalid_token} where it was before. */
    public Uni<Void> redeem(String token) {
        return challenges
                .redeem(Secret.hash(token), clock.instant())
                .invoke(redeemed -> {
                    if (!redeemed) {
                        throw refusal();
                    }
                })
                .replaceWithVoid();
    }

    /** Takes back all tokens of the account: the password that they stand for is no longer its own. */
    public Uni<Void> revokeAll(UUID accountId) {
        return challenges.removeAll(accountId);
    }

    private static ApiException refusal() {
        return new ApiException(ErrorCode.INVALID_TOKEN);
    }
}
