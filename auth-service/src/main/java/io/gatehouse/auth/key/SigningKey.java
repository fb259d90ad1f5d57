package io.gatehouse.auth.key;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A P-256 key pair that signs access tokens.
 *
 * @param kid RFC 7638 thumbprint of the public part
 */
public record SigningKey(String kid, PrivateKey privateKey, ECPublicKey publicKey) {

    /** A new one. */
    public static SigningKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var kid = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic())
                    .calculateBase64urlEncodedThumbprint("SHA-256");
            return new SigningKey(kid, pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("P-256 is not usable", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
