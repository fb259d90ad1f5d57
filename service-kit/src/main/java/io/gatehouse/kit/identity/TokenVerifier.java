package io.gatehouse.kit.identity;

import static io.gatehouse.contracts.error.ErrorCode.INVALID_TOKEN;
import static io.gatehouse.contracts.error.ErrorCode.TOKEN_EXPIRED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.gatehouse.contracts.error.ApiException;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies access tokens: RFC 9068 ({@code typ: at+jwt}), ES256 and nothing else, the expected issuer and audience.
 * Verifying a signature costs some 0.3 ms of CPU, so tokens that passed are remembered until they expire, under their
 * SHA-256: a copy of the memory gives no token away.
 */
public final class TokenVerifier {

    /** How far the clocks of issuer and verifier may differ. */
    private static final int CLOCK_SKEW_SECONDS = 5;

    // Looking an algorithm up costs as much as the digest.
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TokenVerifier::sha256);

    private final VerificationKeys keys;
    private final String issuer;
    private final String audience;
    private final Clock clock;
    private final String planClaim;
    private final Cache<ByteBuffer, Verified> verified;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** @param overMillis when it is over, the skew of clocks included */
    private record Verified(Identity identity, String kid, long overMillis) {

        Verified(Identity identity, String kid) {
            this(
                    identity,
                    kid,
                    identity.expiresAt().plusSeconds(CLOCK_SKEW_SECONDS).toEpochMilli());
        }
    }

    /** @param cacheSize how many verified tokens are remembered; some 500 bytes each */
    public TokenVerifier(VerificationKeys keys, String issuer, String audience, Clock clock, int cacheSize) {
        this(keys, issuer, audience, clock, cacheSize, null);
    }

    /** @param planClaim the claim that names the subject's plans; null where nobody asks for them */
    public TokenVerifier(
            VerificationKeys keys, String issuer, String audience, Clock clock, int cacheSize, String planClaim) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.planClaim = planClaim;
        this.verified = Caffeine.newBuilder().maximumSize(cacheSize).build();
    }

    /**
     * The identity the token speaks for. Fails with {@code invalid_token}, {@code token_expired}, or {@code
     * service_unavailable} while the issuer's keys cannot be had.
     */
    public Future<Identity> verify(String token) {
        var key = cacheKey(token);
        var known = verified.getIfPresent(key);
        if (known == null) {
            misses.increment();
            return verifyAnew(token, key);
        }
        hits.increment();
        if (clock.millis() >= known.overMillis) {
            verified.invalidate(key);
            return Future.failedFuture(new ApiException(TOKEN_EXPIRED));
        }
        // The key is looked up again each time: a token must not outlive the withdrawal of its key.
        return keys.find(known.kid).compose(current -> {
            if (current == null) {
                verified.invalidate(key);
                return Future.failedFuture(new ApiException(INVALID_TOKEN));
            }
            return Future.succeededFuture(known.identity);
        });
    }

    /** Whether the token was verified before, so that {@link #verify} will not check its signature. */
    public boolean remembers(String token) {
        return verified.getIfPresent(cacheKey(token)) != null;
    }

    /** How many verified tokens are remembered right now, roughly. */
    public long remembered() {
        return verified.estimatedSize();
    }

    /** How often a token was among those remembered. */
    public long hits() {
        return hits.sum();
    }

    /** How often a token was not, and had to be verified. */
    public long misses() {
        return misses.sum();
    }

    private static ByteBuffer cacheKey(String token) {
        return ByteBuffer.wrap(SHA_256.get().digest(token.getBytes(StandardCharsets.US_ASCII)));
    }

    private Future<Identity> verifyAnew(String token, ByteBuffer cacheKey) {
        String kid;
        try {
            kid = StrictJws.keyId(token);
        } catch (IllegalArgumentException malformed) {
            return Future.failedFuture(new ApiException(INVALID_TOKEN, malformed));
        }
        return keys.find(kid).compose(key -> {
            try {
                var identity = check(token, key);
                verified.put(cacheKey, new Verified(identity, kid));
                return Future.succeededFuture(identity);
            } catch (ApiException refused) {
                return Future.failedFuture(refused);
            }
        });
    }

    private Identity check(String token, PublicKey key) {
        if (key == null) {
            throw new ApiException(INVALID_TOKEN);
        }
        try {
            return identityOf(consumer(key).processToClaims(token));
        } catch (InvalidJwtException refused) {
            // Only a token that is right in all but its age is told that it expired.
            var expiredAlone = refused.getErrorDetails().size() == 1 && refused.hasErrorCode(ErrorCodes.EXPIRED);
            throw new ApiException(expiredAlone ? TOKEN_EXPIRED : INVALID_TOKEN, refused);
        } catch (MalformedClaimException | IllegalArgumentException | ClassCastException malformed) {
            throw new ApiException(INVALID_TOKEN, malformed);
        }
    }

    private JwtConsumer consumer(PublicKey key) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(true, issuer)
                .setExpectedAudience(true, audience)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireJwtId()
                .setIssuedAtRestrictions(CLOCK_SKEW_SECONDS, Integer.MAX_VALUE)
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
    }

    private Identity identityOf(JwtClaims claims) throws MalformedClaimException {
        var sid = claims.getStringClaimValue("sid");
        var scope = claims.getStringClaimValue("scope");
        var groups = claims.hasClaim("groups") ? claims.getStringListClaimValue("groups") : List.<String>of();
        return new Identity(
                claims.getSubject(),
                claims.getStringClaimValue("client_id"),
                sid == null ? null : UUID.fromString(claims.getSubject()),
                sid == null ? null : UUID.fromString(sid),
                Set.copyOf(groups),
                scope == null || scope.isBlank() ? Set.of() : Set.of(scope.split(" ")),
                plans(planClaim == null ? null : claims.getClaimValue(planClaim)),
                Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }

    // Whatever else a claim may be, it is no plan; the subject then has what everybody has.
    private static Set<String> plans(Object claim) {
        return switch (claim) {
            case String plan -> Set.of(plan);
            case List<?> plans ->
                plans.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toUnmodifiableSet());
            case null, default -> Set.of();
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
