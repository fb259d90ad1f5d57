package io.gatehouse.e2e;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app, into which somebody has typed a secret (RFC 6238). */
public record Authenticator(String base32) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int STEP_SECONDS = 30;

    /** What it shows at a time. */
    public String code(Instant time) {
        var hash = mac(ByteBuffer.allocate(Long.BYTES)
                .putLong(time.getEpochSecond() / STEP_SECONDS)
                .array());
        var truncated = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & Integer.MAX_VALUE;
        return "%06d".formatted(truncated % 1_000_000);
    }

    private byte[] mac(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret(), "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private byte[] secret() {
        var bytes = ByteBuffer.allocate(base32.length() * 5 / Byte.SIZE);
        var buffer = 0;
        var bits = 0;
        for (var i = 0; i < base32.length(); i++) {
            buffer = (buffer << 5) | ALPHABET.indexOf(base32.charAt(i));
            bits += 5;
            if (bits >= Byte.SIZE) {
                bits -= Byte.SIZE;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }
}
