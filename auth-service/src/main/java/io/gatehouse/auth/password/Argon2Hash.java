package io.gatehouse.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** One Argon2 hash (RFC 9106), read from and written as a PHC string. Those made here are Argon2id, version 19. */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record Argon2Hash(int type, int version, Cost cost, byte[] salt, byte[] digest) implements ForeignHash {

    static final int SALT_BYTES = 16;
    static final int DIGEST_BYTES = 32;

    /** Version 16 did not write {@code v=}. */
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2(id|i)(?:\\$v=(16|19))?"
                    + "\\$m=(\\d{1,8}),t=(\\d{1,4}),p=(\\d{1,3})\\$([A-Za-z0-9+/]{11,86}={0,2})\\$([A-Za-z0-9+/]{22,86}={0,2})");

    /** What a hash costs: memory in KiB, passes, lanes. */
    record Cost(int memoryKib, int iterations, int parallelism) {

        /** Passes by the least memory in KiB with which they suffice: OWASP's Password Storage Cheat Sheet holds all of them to be equal. */
        private static final Map<Integer, Integer> SUFFICIENT =
                Map.of(47_104, 1, 19_456, 2, 12_288, 3, 9_216, 4, 7_168, 5);

        boolean isSufficient() {
            return SUFFICIENT.entrySet().stream()
                    .anyMatch(least -> memoryKib >= least.getKey() && iterations >= least.getValue());
        }

        boolean isBelow(Cost other) {
            return memoryKib < other.memoryKib || iterations < other.iterations || parallelism < other.parallelism;
        }
    }

    static Argon2Hash compute(String password, Cost cost, byte[] salt, BlockPool memory) {
        var made = new Argon2Hash(
                Argon2Parameters.ARGON2_id, Argon2Parameters.ARGON2_VERSION_13, cost, salt, new byte[DIGEST_BYTES]);
        made.fill(made.digest, password, memory);
        return made;
    }

    static Argon2Hash parse(String phc) {
        var fields = PHC.matcher(phc);
        if (!fields.matches()) {
            throw UnacceptableHashException.unreadable("Argon2");
        }
        var cost = new Cost(
                Integer.parseInt(fields.group(3)),
                Integer.parseInt(fields.group(4)),
                Integer.parseInt(fields.group(5)));
        return new Argon2Hash(
                fields.group(1).equals("id") ? Argon2Parameters.ARGON2_id : Argon2Parameters.ARGON2_i,
                "19".equals(fields.group(2)) ? Argon2Parameters.ARGON2_VERSION_13 : Argon2Parameters.ARGON2_VERSION_10,
                cost,
                ForeignHash.decode(fields.group(6)),
                ForeignHash.decode(fields.group(7)));
    }

    /** The same for a hash that somebody else chose the parameters of. */
    static Argon2Hash parseForeign(String phc, int maxMemoryKib) {
        var hash = parse(phc);
        var cost = hash.cost;
        ForeignHash.requireWithin("Argon2's lanes", cost.parallelism, 1, 16);
        ForeignHash.requireWithin("Argon2's memory in KiB", cost.memoryKib, 8L * cost.parallelism, maxMemoryKib);
        ForeignHash.requireWithin("Argon2's passes", cost.iterations, 1, 1024);
        ForeignHash.requireWithin(
                "Argon2's memory in KiB times its passes", (long) cost.memoryKib * cost.iterations, 1, 512 << 10);
        return hash;
    }

    @Override
    public boolean matches(String password) {
        // Parameters of others are rare and differ: memory of that size is not worth keeping.
        return matches(password, null);
    }

    boolean matches(String password, BlockPool memory) {
        var computed = new byte[digest.length];
        fill(computed, password, memory);
        return MessageDigest.isEqual(digest, computed);
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

    private void fill(byte[] computed, String password, BlockPool memory) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(type)
                .withVersion(version)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.iterations)
                .withParallelism(cost.parallelism)
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        var secret = password.getBytes(UTF_8);
        generator.generateBytes(secret, computed);
        Arrays.fill(secret, (byte) 0);
    }
}
