package io.gatehouse.auth.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key: fast, and of no use to whoever has only the hashes. */
public final class KeyedHash {

    private static final String MAC = "HmacSHA256";

    /** With the key in it; never used itself, since it belongs to no thread. */
    private final Mac keyed;

    private KeyedHash(byte[] key) {
        try {
            keyed = Mac.getInstance(MAC);
            keyed.init(new SecretKeySpec(key, MAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable", e);
        }
    }

    static KeyedHash under(byte[] key) {
        return new KeyedHash(key);
    }

    /** The same under a key of its own (HKDF's expand step, RFC 5869; this key is uniformly random). */
    KeyedHash forUse(String use) {
        return new KeyedHash(of((use + "\u0001").getBytes(US_ASCII)));
    }

    public byte[] of(byte[] message) {
        try {
            return ((Mac) keyed.clone()).doFinal(message);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable", e);
        }
    }
}
