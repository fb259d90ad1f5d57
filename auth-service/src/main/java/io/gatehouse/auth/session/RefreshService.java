package io.gatehouse.auth.session;

import static io.gatehouse.contracts.error.ErrorCode.ACCOUNT_DISABLED;
import static io.gatehouse.contracts.error.ErrorCode.INVALID_TOKEN;
import static io.gatehouse.contracts.error.ErrorCode.REFRESH_TOKEN_REUSED;
import static io.gatehouse.contracts.error.ErrorCode.SERVICE_UNAVAILABLE;
import static io.gatehouse.contracts.error.ErrorCode.SESSION_REVOKED;
import static io.gatehouse.contracts.error.ErrorCode.TOKEN_EXPIRED;

import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Exchanges refresh tokens. The same token again within the grace yields the same successor, as long as nobody used that
 * one; any other second use is theft, and the session ends.
 */
@Singleton
class RefreshService {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final RefreshTokenRepository tokens;
    private final SessionService sessions;
    private final Sessions grants;
    private final GuessLimiter guesses;
    private final RefreshConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    RefreshService(
            RefreshTokenRepository tokens,
            SessionService sessions,
            Sessions grants,
            GuessLimiter guesses,
            RefreshConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.grants = grants;
        this.guesses = guesses;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    Uni<TokenResponse> refresh(String value) {
        var presented = new RefreshToken(value);
        return guesses.guard(Guess.ofAnyone("refresh"), () -> exchange(presented));
    }

    private Uni<TokenResponse> exchange(RefreshToken presented) {
        return tokens.rotate(presented, RefreshToken.random(), config.idleTimeout(), clock.instant())
                .onItem()
                .ifNotNull()
                .invoke(grant -> count("rotated"))
                .onItem()
                .ifNull()
                .switchTo(() -> replay(presented))
                .map(grants::tokens);
    }

    private Uni<SessionGrant> replay(RefreshToken presented) {
        return tokens.find(presented)
                .onItem()
                .ifNull()
                .failWith(() -> refusal(INVALID_TOKEN))
                .chain(this::judge);
    }

    private Uni<SessionGrant> judge(PresentedToken token) {
        return switch (token.judge(config.grace(), clock.instant())) {
            case REPLAY -> {
                count("replayed");
                yield Uni.createFrom().item(token.successor());
            }
            case REUSE ->
                sessions.endCompromised(token.sessionId(), token.accountId()).chain(() -> refuse(REFRESH_TOKEN_REUSED));
            case REUSE_KNOWN -> refuse(REFRESH_TOKEN_REUSED);
            case SESSION_OVER -> refuse(SESSION_REVOKED);
            case ACCOUNT_DISABLED -> refuse(ACCOUNT_DISABLED);
            case EXPIRED -> refuse(TOKEN_EXPIRED);
            case UNDECIDED ->
                Uni.createFrom().failure(() -> refusal(SERVICE_UNAVAILABLE).retryAfter(RETRY_AFTER));
        };
    }

    private Uni<SessionGrant> refuse(ErrorCode code) {
        return Uni.createFrom().failure(() -> refusal(code));
    }

    private ApiException refusal(ErrorCode code) {
        count(code.wire);
        return new ApiException(code);
    }

    private void count(String outcome) {
        meters.counter("gatehouse.refresh", "outcome", outcome).increment();
    }
}
