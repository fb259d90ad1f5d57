package io.gatehouse.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A PBKDF2 hash (RFC 8018) as PHC and passlib write it, or as Django does. */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record Pbkdf2Hash(Digest algorithm, int iterations, byte[] salt, byte[] digest) implements ForeignHash {

    private static final Pattern PHC = Pattern.compile("\\$pbkdf2(?:-(sha1|sha256|sha512))?"
            + "\\$(?:i=)?(\\d{1,9})(?:,l=\\d{1,3})?\\$([A-Za-z0-9+/.]{1,86}={0,2})\\$([A-Za-z0-9+/.]{22,86}={0,2})");
    private static final Pattern DJANGO =
            Pattern.compile("pbkdf2_(sha1|sha256)\\$(\\d{1,9})\\$([^$]{1,64})\\$([A-Za-z0-9+/]{22,86}={0,2})");

    /** The hash function below PBKDF2. */
    enum Digest {
        SHA1(20, 2_000_000),
        SHA256(32, 2_000_000),
        /** Of 64-bit words, so each iteration takes three times as long. */
        SHA512(64, 750_000);

        final int bytes;

        /** What takes less than half a second. */
        final int mostIterations;

        Digest(int bytes, int mostIterations) {
            this.bytes = bytes;
            this.mostIterations = mostIterations;
        }

        /** SHA-1 is what passlib leaves unnamed. */
        static Digest named(String name) {
            return switch (name) {
                case "sha256" -> SHA256;
                case "sha512" -> SHA512;
                case null, default -> SHA1;
            };
        }
    }

    static Pbkdf2Hash parse(String phc) {
        var fields = PHC.matcher(phc);
        if (!fields.matches()) {
            throw UnacceptableHashException.unreadable("PBKDF2");
        }
        return bounded(new Pbkdf2Hash(
                Digest.named(fields.group(1)),
                Integer.parseInt(fields.group(2)),
                ForeignHash.decode(fields.group(3)),
                ForeignHash.decode(fields.group(4))));
    }

    static Pbkdf2Hash parseDjango(String text) {
        var fields = DJANGO.matcher(text);
        if (!fields.matches()) {
            throw UnacceptableHashException.unreadable("PBKDF2");
        }
        return bounded(new Pbkdf2Hash(
                Digest.named(fields.group(1)),
                Integer.parseInt(fields.group(2)),
                fields.group(3).getBytes(UTF_8),
                ForeignHash.decode(fields.group(4))));
    }

    private static Pbkdf2Hash bounded(Pbkdf2Hash hash) {
        // Every further block of output costs all iterations again.
        var blocks = Math.ceilDiv(hash.digest.length, hash.algorithm.bytes);
        ForeignHash.requireWithin(
                "PBKDF2's iterations for all of its digest",
                (long) hash.iterations * blocks,
                1,
                hash.algorithm.mostIterations);
        return hash;
    }

    @Override
    public boolean matches(String password) {
        var secret = new PBEKeySpec(password.toCharArray(), salt, iterations, digest.length * Byte.SIZE);
        try {
            var computed =
                    SecretKeyFactory.getInstance("PBKDF2WithHmac" + algorithm).generateSecret(secret);
            return MessageDigest.isEqual(digest, computed.getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has PBKDF2", impossible);
        } finally {
            secret.clearPassword();
        }
    }
}
