package io.gatehouse.auth.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key: fast, and of no use to whoever has only the hashes. */
public final class KeyedHash {

    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    private KeyedHash(byte[] key) {
        this.key = new SecretKeySpec(key, MAC);
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
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable", e);
        }
    }
}
