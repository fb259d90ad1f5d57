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
import java.time.Clock;
import java.util.concurrent.atomic.LongAdder;

/**
 * Verifies access tokens: RFC 9068 ({@code typ: at+jwt}), ES256 and nothing else, the expected issuer and audience.
 * Verifying a signature costs some 0.3 ms of CPU, so tokens that passed are remembered until they expire, under their
 * SHA-256: a copy of the memory gives no token away.
 */
public final class TokenVerifier {

    // Looking an algorithm up costs as much as the digest.
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(TokenVerifier::sha256);

    private final VerificationKeys keys;
    private final TokenCheck check;
    private final Clock clock;
    private final Cache<ByteBuffer, Verified> verified;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /** @param overMillis when it is over, the skew of clocks included */
    private record Verified(Identity identity, String kid, long overMillis) {

        Verified(Identity identity, String kid) {
            this(identity, kid, identity.expiresAt().plus(TokenCheck.CLOCK_SKEW).toEpochMilli());
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
        this.check = new TokenCheck(issuer, audience, clock, planClaim);
        this.clock = clock;
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
                var identity = check.identity(token, key);
                verified.put(cacheKey, new Verified(identity, kid));
                return Future.succeededFuture(identity);
            } catch (ApiException refused) {
                return Future.failedFuture(refused);
            }
        });
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
