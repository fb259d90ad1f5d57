package io.gatehouse.kit.identity;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * What of a JWKS (RFC 7517) may verify our tokens: public keys on P-256 that are meant for verifying. A key that is not
 * is left out, so that one of another kind does not take the good ones with it.
 */
public final class KeySet {

    private static final Logger LOG = Logger.getLogger(KeySet.class);

    private KeySet() {}

    /** The usable keys by their ids; an {@link IllegalArgumentException} where there is none. */
    static Map<String, PublicKey> parse(byte[] json) {
        var found = new HashMap<String, PublicKey>();
        for (var jwk : StrictJson.object(json).path("keys")) {
            try {
                found.put(keyId(jwk), publicKey(jwk));
            } catch (IllegalArgumentException unusable) {
                LOG.debugf("A published key is not used: %s", unusable.getMessage());
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("a key set without keys");
        }
        return Map.copyOf(found);
    }

    private static String keyId(JsonNode jwk) {
        var kid = StrictJson.text(jwk, "kid");
        require(!kid.isEmpty(), "it has no id");
        return kid;
    }

    /** The key of a JWK; an {@link IllegalArgumentException} that says why where it may not verify. */
    public static PublicKey publicKey(JsonNode jwk) {
        require("EC".equals(StrictJson.text(jwk, "kty")) && "P-256".equals(StrictJson.text(jwk, "crv")), "not P-256");
        require(absentOr(jwk, "alg", "ES256") && absentOr(jwk, "use", "sig") && verifies(jwk), "not for verifying");
        // Whoever published a private part has given it away.
        require(!jwk.has("d"), "it is private");
        return P256.publicKey(
                StrictJson.base64url(StrictJson.text(jwk, "x")), StrictJson.base64url(StrictJson.text(jwk, "y")));
    }

    private static boolean verifies(JsonNode jwk) {
        return !jwk.has("key_ops")
                || StreamSupport.stream(jwk.path("key_ops").spliterator(), false)
                        .anyMatch(operation -> "verify".equals(operation.textValue()));
    }

    private static boolean absentOr(JsonNode jwk, String member, String value) {
        return !jwk.has(member) || value.equals(StrictJson.text(jwk, member));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
