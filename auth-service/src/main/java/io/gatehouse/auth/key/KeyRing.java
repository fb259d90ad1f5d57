package io.gatehouse.auth.key;

import io.gatehouse.auth.seal.Seal;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;

/**
 * The keys in memory, as the database had them at one look.
 *
 * @param verifying by their ids: what is published
 * @param jwks the same as a JWKS (RFC 7517), written once for all who ask
 */
record KeyRing(SigningKey active, Instant signsSince, Map<String, ECPublicKey> verifying, String jwks) {

    static KeyRing of(List<StoredKey> keys, Seal master) {
        var active = Turns.of(keys).active();
        return new KeyRing(
                active.open(master),
                active.signsSince(),
                keys.stream().collect(Collectors.toUnmodifiableMap(StoredKey::kid, StoredKey::verifying)),
                new JsonWebKeySet(keys.stream().map(KeyRing::jwk).toList()).toJson(OutputControlLevel.PUBLIC_ONLY));
    }

    private static JsonWebKey jwk(StoredKey key) {
        var jwk = new EllipticCurveJsonWebKey(key.verifying());
        jwk.setKeyId(key.kid());
        jwk.setAlgorithm("ES256");
        jwk.setUse("sig");
        return jwk;
    }
}
