package io.gatehouse.auth.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.seal.Seal;
import io.gatehouse.contracts.key.KeyStatus;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/**
 * A {@link SigningKey} as it lies in the database: the private part is readable with the master key only.
 *
 * @param privateKeySealed null once the key signs no more
 * @param activatedAt null before it signs, and for keys of versions that did not rotate
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record StoredKey(
        String kid,
        KeyStatus status,
        byte[] publicKey,
        byte[] privateKeySealed,
        Instant createdAt,
        Instant activatedAt,
        Instant retiredAt) {

    static StoredKey next(SigningKey key, Seal master, Instant now) {
        var sealed = master.seal(key.privateKey().getEncoded(), key.kid().getBytes(UTF_8));
        return new StoredKey(key.kid(), KeyStatus.NEXT, key.publicKey().getEncoded(), sealed, now, null, null);
    }

    /** Since when it signs. */
    Instant signsSince() {
        return activatedAt == null ? createdAt : activatedAt;
    }

    /** With its private part; only for keys that sign, or will. */
    SigningKey open(Seal master) {
        try {
            var encoded = master.open(privateKeySealed, kid.getBytes(UTF_8));
            var secret = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new SigningKey(kid, secret, verifying());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("GATEHOUSE_MASTER_KEY does not open the signing key " + kid, e);
        }
    }

    /** The public part. */
    ECPublicKey verifying() {
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(publicKey));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The public part of " + kid + " is not readable", e);
        }
    }
}
