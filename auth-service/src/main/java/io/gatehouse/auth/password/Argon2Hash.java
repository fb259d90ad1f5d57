package io.gatehouse.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** One Argon2id hash (RFC 9106), read from and written as a PHC string. */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record Argon2Hash(Cost cost, byte[] salt, byte[] digest) {

    static final int SALT_BYTES = 16;
    static final int DIGEST_BYTES = 32;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

    /** What a hash costs: memory in KiB, passes, lanes. */
    record Cost(int memoryKib, int iterations, int parallelism) {

        boolean isBelow(Cost other) {
            return memoryKib < other.memoryKib || iterations < other.iterations || parallelism < other.parallelism;
        }
    }

    static Argon2Hash compute(String password, Cost cost, byte[] salt) {
        return new Argon2Hash(cost, salt, digest(password, cost, salt, DIGEST_BYTES));
    }

    static Argon2Hash parse(String phc) {
        var fields = PHC.matcher(phc);
        if (!fields.matches()) {
            throw new IllegalArgumentException("The stored password hash is no Argon2id PHC string");
        }
        var cost = new Cost(
                Integer.parseInt(fields.group(1)),
                Integer.parseInt(fields.group(2)),
                Integer.parseInt(fields.group(3)));
        var decoder = Base64.getDecoder();
        return new Argon2Hash(cost, decoder.decode(fields.group(4)), decoder.decode(fields.group(5)));
    }

    boolean matches(String password) {
        return MessageDigest.isEqual(digest, digest(password, cost, salt, digest.length));
    }

    String phc() {
        var encoder = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        cost.memoryKib,
                        cost.iterations,
                        cost.parallelism,
                        encoder.encodeToString(salt),
                        encoder.encodeToString(digest));
    }

    private static byte[] digest(String password, Cost cost, byte[] salt, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.iterations)
                .withParallelism(cost.parallelism)
                .withSalt(salt)
                .build());
        var secret = password.getBytes(UTF_8);
        var digest = new byte[length];
        generator.generateBytes(secret, digest);
        Arrays.fill(secret, (byte) 0);
        return digest;
    }
}
