package io.gatehouse.auth.key;

import io.gatehouse.auth.HeldClock;
import io.gatehouse.kit.identity.TokenVerifier;
import io.gatehouse.kit.identity.VerificationKeys;
import io.vertx.core.Future;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The laziest verifier that is right: it reads the published keys when {@code max-age} is over, and never in between. */
final class CachingVerifier implements VerificationKeys {

    private final List<SigningKeys> instances;
    private final Duration maxAge;
    private final HeldClock clock;
    private Map<String, ? extends PublicKey> known = Map.of();
    private Instant readAt = Instant.MIN;
    private int reads;

    CachingVerifier(List<SigningKeys> instances, Duration maxAge, HeldClock clock) {
        this.instances = instances;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    TokenVerifier verifier() {
        return new TokenVerifier(this, SignedToken.ISSUER, SignedToken.AUDIENCE, clock, 1_000);
    }

    @Override
    public Future<PublicKey> find(String kid) {
        if (!clock.instant().isBefore(readAt.plus(maxAge))) {
            known = instances.get(reads++ % instances.size()).ring().verifying();
            readAt = clock.instant();
        }
        return Future.succeededFuture(known.get(kid));
    }
}
