package io.gatehouse.kit.identity;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * A JWT by which a client proves who it is (RFC 7523 section 3): ES256, the header's {@code kid} tells by which of its keys. Believed
 * only once it is verified.
 *
 * @param clientId who it is said to be from
 * @param keyId the key that is said to have signed
 */
public record ClientAssertion(String clientId, String keyId, String token) {

    /** What {@code client_assertion_type} must say. */
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final int SKEW_SECONDS = 5;
    private static final int LONGEST_MINUTES = 5;
    private static final int LONGEST_ID = 255;

    // The last is that of RFC 7523's revision; an access token must never pass for an assertion.
    private static final Set<String> TYPES = Set.of("", "JWT", "client-authentication+jwt");

    /**
     * What holds only once: whoever sees it again before it expires has been sent a copy.
     *
     * @param id the claim {@code jti}
     * @param expiresAt when the assertion is good no longer, the skew of clocks included
     */
    public record Once(String id, Instant expiresAt) {}

    /** Whether a key may have this id. */
    public static boolean isKeyId(String text) {
        return StrictJws.KEY_ID.matcher(text).matches();
    }

    /** Reads what an assertion says; an {@link IllegalArgumentException} where it is none. */
    public static ClientAssertion read(String token) {
        var jws = StrictJws.read(token);
        if (!TYPES.contains(jws.type())) {
            throw new IllegalArgumentException("another type of token");
        }
        return new ClientAssertion(StrictJson.text(jws.payload(), "sub"), jws.keyId(), token);
    }

    /**
     * Checks signature and claims; an {@link IllegalArgumentException} where they do not hold.
     *
     * @param audiences the names of this server, of which the assertion must have one
     */
    public Once verify(PublicKey key, Set<String> audiences, Clock clock) {
        var consumer = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setExpectedIssuer(true, clientId)
                .setExpectedSubject(clientId)
                .setExpectedAudience(true, audiences.toArray(String[]::new))
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(LONGEST_MINUTES)
                .setRequireJwtId()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                .build();
        try {
            var claims = consumer.processToClaims(token);
            var id = claims.getJwtId();
            if (id.isBlank() || id.length() > LONGEST_ID) {
                throw new IllegalArgumentException("a jti that is empty or too long");
            }
            var expiry = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return new Once(id, expiry.plusSeconds(SKEW_SECONDS));
        } catch (InvalidJwtException | MalformedClaimException refused) {
            throw new IllegalArgumentException(refused);
        }
    }

    @Override
    public String toString() {
        return "ClientAssertion[" + clientId + "]";
    }
}
