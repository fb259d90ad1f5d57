package io.gatehouse.auth.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code GATEHOUSE_MASTER_KEY}: the one key that is not in the database, and from which those in use there come. */
@Singleton
@Startup // a key that is none stops the start, not the first request
public class MasterKey {

    private static final String MAC = "HmacSHA256";
    private static final int BYTES = 32;
    private static final String NOT_SET = "GATEHOUSE_MASTER_KEY is not set";
    private static final String NOT_A_KEY =
            "GATEHOUSE_MASTER_KEY is not 32 bytes in base64; openssl rand -base64 32 makes one";

    private final byte[] key;

    MasterKey(SealConfig config) {
        this.key = read(config.master().orElseThrow(() -> new IllegalStateException(NOT_SET)));
    }

    static byte[] read(String base64) {
        try {
            var key = Base64.getDecoder().decode(base64);
            if (key.length == BYTES) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // Said below; the message of the decoder would repeat a part of the key.
        }
        throw new IllegalStateException(NOT_A_KEY);
    }

    /** Encrypts what the database keeps. */
    public Seal seal() {
        return new Seal(key);
    }

    /** HMAC-SHA-256 under a key of its own for this use (HKDF's expand step, RFC 5869; the master key is uniformly random). */
    public byte[] authenticate(String use, byte[] message) {
        return mac(mac(key, (use + "\u0001").getBytes(US_ASCII)), message);
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is not usable", e);
        }
    }
}
