package io.gatehouse.kit.identity;

import static io.gatehouse.contracts.error.ErrorCode.INVALID_TOKEN;
import static io.gatehouse.contracts.error.ErrorCode.TOKEN_EXPIRED;

import io.gatehouse.contracts.error.ApiException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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

/** Checks signature and claims of one token, and reads whom it speaks for. */
final class TokenCheck {

    private static final int SKEW_SECONDS = 5;

    /** How far the clocks of issuer and verifier may differ. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(SKEW_SECONDS);

    // Times beyond it, which no calendar needs, would wrap around in milliseconds.
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final String issuer;
    private final String audience;
    private final Clock clock;
    private final String planClaim;

    /** @param planClaim the claim that names the subject's plans; null where nobody asks for them */
    TokenCheck(String issuer, String audience, Clock clock, String planClaim) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
        this.planClaim = planClaim;
    }

    /** The identity that the token speaks for; fails with {@code invalid_token} or {@code token_expired}. */
    Identity identity(String token, PublicKey key) {
        if (key == null) {
            throw new ApiException(INVALID_TOKEN);
        }
        try {
            return identityOf(consumer(key).processToClaims(token));
        } catch (InvalidJwtException refused) {
            // Only a token that is right in all but its age is told that it expired.
            var expiredAlone = refused.getErrorDetails().size() == 1 && refused.hasErrorCode(ErrorCodes.EXPIRED);
            throw new ApiException(expiredAlone ? TOKEN_EXPIRED : INVALID_TOKEN, refused);
        } catch (MalformedClaimException
                | IllegalArgumentException
                | ClassCastException
                | DateTimeException malformed) {
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
                .setIssuedAtRestrictions(SKEW_SECONDS, Integer.MAX_VALUE)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
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
                expiry(claims));
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

    private static Instant expiry(JwtClaims claims) throws MalformedClaimException {
        var expiry = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
        return expiry.isBefore(LAST) ? expiry : LAST;
    }
}
