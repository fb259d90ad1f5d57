package io.gatehouse.auth.token;

import io.gatehouse.auth.key.SigningKey;
import io.gatehouse.auth.key.SigningKeys;
import io.gatehouse.kit.database.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs access tokens: RFC 9068, ES256. Fails with {@code service_unavailable} while there is no key. */
@Singleton
public class TokenIssuer {

    /** The client of people who signed in with their password, not through somebody else's application. */
    public static final String FIRST_PARTY_CLIENT = "gatehouse";

    /** A first-party session may do all that its roles allow. */
    public static final String FIRST_PARTY_SCOPE = "account";

    private final SigningKeys keys;
    private final TokenConfig config;
    private final Clock clock;

    TokenIssuer(SigningKeys keys, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** The token of a person, signed in. */
    public AccessToken forSession(
            UUID accountId, UUID sessionId, Collection<String> roles, Authentication authentication) {
        var claims = claims(accountId.toString(), FIRST_PARTY_CLIENT, FIRST_PARTY_SCOPE);
        claims.setStringClaim("sid", sessionId.toString());
        claims.setStringListClaim("groups", List.copyOf(roles));
        claims.setStringListClaim("amr", authentication.amr());
        claims.setStringClaim("acr", authentication.level());
        claims.setClaim("auth_time", authentication.at().getEpochSecond());
        return sign(claims, FIRST_PARTY_SCOPE);
    }

    /** The token of a service that speaks for itself. */
    public AccessToken forClient(String clientId, Collection<String> scopes) {
        var scope = String.join(" ", scopes);
        return sign(claims(clientId, clientId, scope), scope);
    }

    /** The {@code iss} of tokens. */
    public String issuer() {
        return config.issuer().toString();
    }

    /** The {@code aud} of tokens. */
    public String audience() {
        return config.audience();
    }

    /** For how long a token is good after it was issued. */
    public Duration lifetime() {
        return config.lifetime();
    }

    private JwtClaims claims(String subject, String clientId, String scope) {
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var claims = new JwtClaims();
        claims.setIssuer(config.issuer().toString());
        claims.setSubject(subject);
        claims.setAudience(config.audience());
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(
                NumericDate.fromSeconds(now.plus(config.lifetime()).getEpochSecond()));
        claims.setJwtId(Ids.next().toString());
        claims.setStringClaim("client_id", clientId);
        claims.setStringClaim("scope", scope);
        return claims;
    }

    private AccessToken sign(JwtClaims claims, String scope) {
        return new AccessToken(sign(claims, keys.active()), config.lifetime(), scope);
    }

    static String sign(JwtClaims claims, SigningKey key) {
        var jws = new JsonWebSignature();
        jws.setHeader("typ", "at+jwt");
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setKeyIdHeaderValue(key.kid());
        jws.setKey(key.privateKey());
        jws.setPayload(claims.toJson());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }
}
