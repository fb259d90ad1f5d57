package io.gatehouse.auth.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.auth.seal.SealingKey;
import io.gatehouse.auth.seal.Secret;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A refresh token as its holder has it: 256 random bits. The database knows its SHA-256 and nothing else. */
record RefreshToken(String value) {

    /** Sets the key that seals a successor apart from any other use of the same token. */
    private static final byte[] SUCCESSOR_KEY = "gatehouse refresh token successor v1".getBytes(US_ASCII);

    static RefreshToken random() {
        return new RefreshToken(Secret.random());
    }

    byte[] hash() {
        return Secret.hash(value);
    }

    /** Encrypts the successor so that only the holder of this token can read it. */
    byte[] seal(RefreshToken successor) {
        return successorSeal().seal(successor.value.getBytes(US_ASCII), hash());
    }

    /** Reads the successor that was sealed with this token. */
    RefreshToken open(byte[] sealedSuccessor) {
        try {
            return new RefreshToken(new String(successorSeal().open(sealedSuccessor, hash()), US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The stored successor does not belong to this token", e);
        }
    }

    /** HKDF's expand step (RFC 5869); the token is uniformly random, so nothing needs to be extracted first. */
    private SealingKey successorSeal() {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(value.getBytes(UTF_8), "HmacSHA256"));
            mac.update(SUCCESSOR_KEY);
            return new SealingKey(mac.doFinal(new byte[] {1}));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable", e);
        }
    }

    @Override
    public String toString() {
        return "RefreshToken[redacted]";
    }
}
