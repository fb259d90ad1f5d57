package io.gatehouse.auth.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.seal.Seal;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/** A {@link SigningKey} as it lies in the database: the private part is readable with the master key only. */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record SealedKey(String kid, byte[] publicKey, byte[] privateKeySealed) {

    static SealedKey of(SigningKey key, Seal master) {
        var sealed = master.seal(key.privateKey().getEncoded(), key.kid().getBytes(UTF_8));
        return new SealedKey(key.kid(), key.publicKey().getEncoded(), sealed);
    }

    SigningKey open(Seal master) {
        try {
            var keys = KeyFactory.getInstance("EC");
            var encoded = master.open(privateKeySealed, kid.getBytes(UTF_8));
            return new SigningKey(kid, keys.generatePrivate(new PKCS8EncodedKeySpec(encoded)), (ECPublicKey)
                    keys.generatePublic(new X509EncodedKeySpec(publicKey)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("GATEHOUSE_MASTER_KEY does not open the signing key " + kid, e);
        }
    }
}
