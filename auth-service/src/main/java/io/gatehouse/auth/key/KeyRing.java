package io.gatehouse.auth.key;

import io.gatehouse.auth.seal.Seal;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;

/**
 * The keys in memory, as the database had them at one look.
 *
 * @param verifying by their ids: what is published
 * @param jwks the same as a JWKS (RFC 7517)
 */
record KeyRing(SigningKey active, Instant signsSince, Map<String, ECPublicKey> verifying, Map<String, Object> jwks) {

    static KeyRing of(List<StoredKey> keys, Seal master) {
        var active = Turns.of(keys).active();
        return new KeyRing(
                active.open(master),
                active.signsSince(),
                keys.stream().collect(Collectors.toUnmodifiableMap(StoredKey::kid, StoredKey::verifying)),
                Map.of("keys", keys.stream().map(KeyRing::jwk).toList()));
    }

    private static Map<String, Object> jwk(StoredKey key) {
        var jwk = new EllipticCurveJsonWebKey(key.verifying());
        jwk.setKeyId(key.kid());
        jwk.setAlgorithm("ES256");
        jwk.setUse("sig");
        return jwk.toParams(OutputControlLevel.PUBLIC_ONLY);
    }
}
