package io.gatehouse.auth.mfa;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an authenticator app and we share, and the codes it yields: RFC 6238 with SHA-1, six digits, steps of 30 seconds. */
final class TotpSecret {

    static final int DIGITS = 6;
    static final int STEP_SECONDS = 30;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The length that RFC 4226 section 4 recommends. */
    private static final int BYTES = 20;

    /** Clocks of phones are wrong, and people type slowly. */
    private static final int SKEW_STEPS = 1;

    private static final int MODULUS = 1_000_000;

    private final byte[] bytes;

    TotpSecret(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    static TotpSecret random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new TotpSecret(bytes);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** The step whose code this is, now or one step from now. */
    OptionalLong find(String code, Instant now) {
        var step = step(now);
        return LongStream.rangeClosed(step - SKEW_STEPS, step + SKEW_STEPS)
                .filter(near -> MessageDigest.isEqual(code(near).getBytes(US_ASCII), code.getBytes(US_ASCII)))
                .max();
    }

    /** RFC 4226 section 5.3. */
    String code(long step) {
        var hash = mac(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        var offset = hash[hash.length - 1] & 0xF;
        var truncated = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
        var digits = Integer.toString(truncated % MODULUS);
        return "0".repeat(DIGITS - digits.length()) + digits;
    }

    private byte[] mac(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-1 is not usable", e);
        }
    }

    @Override
    public String toString() {
        return "TotpSecret[redacted]";
    }
}
