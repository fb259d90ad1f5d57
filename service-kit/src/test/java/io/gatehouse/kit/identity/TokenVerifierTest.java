package io.gatehouse.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenVerifierTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final UUID ACCOUNT = UUID.fromString("01234567-89ab-7fff-bfff-000000000001");
    private static final UUID SESSION = UUID.fromString("01234567-89ab-7fff-bfff-000000000002");

    private final EllipticCurveJsonWebKey key = newKey("k1");
    private final Map<String, PublicKey> published = new HashMap<>(Map.of("k1", key.getPublicKey()));
    private final TickingClock clock = new TickingClock();
    private final TokenVerifier verifier = new TokenVerifier(
            kid -> Future.succeededFuture(published.get(kid)), "https://issuer.example", "gatehouse", clock, 100);

    @Test
    void aTokenOfTheIssuerTellsItsIdentity() {
        var identity = verified(token(claims()));

        assertThat(identity)
                .isEqualTo(new Identity(
                        ACCOUNT.toString(),
                        "gatehouse",
                        ACCOUNT,
                        SESSION,
                        Set.of("user", "admin"),
                        Set.of("a:read", "b:write"),
                        Set.of(),
                        NOW,
                        NOW.plusSeconds(900)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000_000L, 10_000_000_000_000_000L})
    void timeBeyondAllCalendarsIsOneThatDoesNotCome(long exp) {
        var claims = claims();
        claims.setExpirationTime(NumericDate.fromSeconds(exp));

        assertThat(verified(token(claims)).expiresAt()).isAfter(NOW);
    }

    @Test
    void plansAreReadFromTheClaimThatNamesThem() {
        var reading = new TokenVerifier(
                kid -> Future.succeededFuture(published.get(kid)),
                "https://issuer.example",
                "gatehouse",
                clock,
                100,
                "plan");

        assertThat(plansOf(reading, "gold")).containsExactly("gold");
        assertThat(plansOf(reading, List.of("gold", 7, "beta"))).containsExactlyInAnyOrder("gold", "beta");
        assertThat(plansOf(reading, 7)).isEmpty();
        assertThat(plansOf(reading, null)).isEmpty();
    }

    @Test
    void aTokenOfAServiceHasNoSession() {
        var claims = claims();
        claims.unsetClaim("sid");
        claims.unsetClaim("groups");

        assertThat(verified(token(claims)).isPerson()).isFalse();
    }

    @Test
    void aSessionBelongsToAnAccount() {
        var claims = claims();
        claims.setSubject("billing");

        assertThat(refusal(token(claims))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anExpiredTokenIsToldSo() {
        var token = token(claims());
        clock.now = NOW.plusSeconds(906);

        assertThat(refusal(token)).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void aRememberedTokenExpiresToo() {
        var token = token(claims());
        verified(token);
        clock.now = NOW.plusSeconds(906);

        assertThat(refusal(token)).isEqualTo(ErrorCode.TOKEN_EXPIRED);
    }

    @Test
    void aRememberedTokenFallsWithItsKey() {
        var token = token(claims());
        verified(token);
        published.clear();

        assertThat(refusal(token)).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void algorithmNoneIsRefused() {
        assertThat(refusal(unsecured(claims()))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anHmacUnderThePublicKeyIsRefused() throws JoseException {
        var jws = jws(claims());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        jws.setKey(new HmacKey(key.getPublicKey().getEncoded()));

        assertThat(refusal(jws.getCompactSerialization())).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anotherKeyUnderTheSameIdIsRefused() throws JoseException {
        var jws = jws(claims());
        jws.setKey(newKey("k1").getPrivateKey());

        assertThat(refusal(jws.getCompactSerialization())).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anUnknownKeyIdIsRefused() {
        var jws = jws(claims());
        jws.setKeyIdHeaderValue("k2");

        assertThat(refusal(compact(jws))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anotherIssuerIsRefused() {
        var claims = claims();
        claims.setIssuer("https://else.example");

        assertThat(refusal(token(claims))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anotherAudienceIsRefused() {
        var claims = claims();
        claims.setAudience("else");

        assertThat(refusal(token(claims))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anExpiredTokenOfAnotherIssuerIsNotToldThatItExpired() {
        var claims = claims();
        claims.setIssuer("https://else.example");
        var token = token(claims);
        clock.now = NOW.plusSeconds(906);

        assertThat(refusal(token)).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void aTokenFromTheFutureIsRefused() {
        var claims = claims();
        claims.setIssuedAt(NumericDate.fromSeconds(NOW.plusSeconds(60).getEpochSecond()));

        assertThat(refusal(token(claims))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void anotherSpellingOfARememberedTokenIsRefused() {
        var token = token(claims());
        verified(token);

        assertThat(refusal(token + "=")).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "exp", "iat", "jti", "iss", "aud"})
    void aTokenWithoutARequiredClaimIsRefused(String claim) {
        var claims = claims();
        claims.unsetClaim(claim);

        assertThat(refusal(token(claims))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "sid", "groups", "scope", "client_id"})
    void aClaimOfTheWrongTypeIsRefused(String claim) {
        var claims = claims();
        claims.setClaim(claim, Map.of("a", 1));

        assertThat(refusal(token(claims))).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void aChangedPayloadIsRefused() {
        var parts = token(claims()).split("\\.", -1);
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var changed = payload.replace("\"user\"", "\"root\"");
        var forged = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(changed.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];

        assertThat(refusal(forged)).isEqualTo(ErrorCode.INVALID_TOKEN);
    }

    @Test
    void keysThatCannotBeHadMakeItUnavailable() {
        var blind = new TokenVerifier(
                kid -> Future.failedFuture(new ApiException(ErrorCode.SERVICE_UNAVAILABLE)),
                "https://issuer.example",
                "gatehouse",
                clock,
                100);

        assertThat(((ApiException) blind.verify(token(claims())).cause()).code)
                .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
    }

    private Set<String> plansOf(TokenVerifier reading, Object claim) {
        var claims = claims();
        if (claim != null) {
            claims.setClaim("plan", claim);
        }
        return reading.verify(token(claims)).result().plans();
    }

    private static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer("https://issuer.example");
        claims.setAudience("gatehouse");
        claims.setSubject(ACCOUNT.toString());
        claims.setIssuedAt(NumericDate.fromSeconds(NOW.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(NOW.plusSeconds(900).getEpochSecond()));
        claims.setJwtId("j1");
        claims.setClaim("client_id", "gatehouse");
        claims.setClaim("sid", SESSION.toString());
        claims.setClaim("scope", "a:read b:write");
        claims.setStringListClaim("groups", List.of("user", "admin"));
        return claims;
    }

    private String token(JwtClaims claims) {
        return compact(jws(claims));
    }

    private JsonWebSignature jws(JwtClaims claims) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue("k1");
        jws.setHeader("typ", "at+jwt");
        jws.setKey(key.getPrivateKey());
        return jws;
    }

    private static String unsecured(JwtClaims claims) {
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        jws.setKeyIdHeaderValue("k1");
        jws.setHeader("typ", "at+jwt");
        return compact(jws);
    }

    private static String compact(JsonWebSignature jws) {
        try {
            return jws.getCompactSerialization();
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Identity verified(String token) {
        var result = verifier.verify(token);
        assertThat(result.succeeded()).as("%s", result.cause()).isTrue();
        return result.result();
    }

    private ErrorCode refusal(String token) {
        var result = verifier.verify(token);
        assertThat(result.failed()).isTrue();
        return ((ApiException) result.cause()).code;
    }

    private static EllipticCurveJsonWebKey newKey(String kid) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(kid);
            return (EllipticCurveJsonWebKey) key;
        } catch (JoseException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static final class TickingClock extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public long millis() {
            return now.toEpochMilli();
        }
    }
}
