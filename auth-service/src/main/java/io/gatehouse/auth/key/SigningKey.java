package io.gatehouse.auth.key;

import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;

/**
 * A P-256 key pair that signs access tokens.
 *
 * @param kid RFC 7638 thumbprint of the public part
 */
public record SigningKey(String kid, PrivateKey privateKey, ECPublicKey publicKey) {

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
