package io.gatehouse.auth.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** A scrypt hash (RFC 7914) as a PHC string; {@code ln} is the logarithm of N. */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record ScryptHash(int logN, int blockSize, int parallelism, byte[] salt, byte[] digest) implements ForeignHash {

    private static final Pattern PHC = Pattern.compile("\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,3}),p=(\\d{1,3})"
            + "\\$([A-Za-z0-9+/.]{1,86}={0,2})\\$([A-Za-z0-9+/.]{22,86}={0,2})");

    static ScryptHash parse(String phc, int maxMemoryKib) {
        var fields = PHC.matcher(phc);
        if (!fields.matches()) {
            throw UnacceptableHashException.unreadable("scrypt");
        }
        var logN = Integer.parseInt(fields.group(1));
        var blockSize = Integer.parseInt(fields.group(2));
        var parallelism = Integer.parseInt(fields.group(3));
        ForeignHash.requireWithin("scrypt's ln", logN, 1, 20);
        ForeignHash.requireWithin("scrypt's r", blockSize, 1, 32);
        ForeignHash.requireWithin("scrypt's p", parallelism, 1, 16);
        // RFC 7914 section 2: N is less than 2 to the power of 16 r.
        ForeignHash.requireWithin("scrypt's ln for its r", logN, 1, 16 * blockSize - 1);
        var memory = (128L * blockSize) << logN;
        ForeignHash.requireWithin("scrypt's memory in KiB", memory >> 10, 0, maxMemoryKib);
        ForeignHash.requireWithin("scrypt's memory in KiB times its p", (memory >> 10) * parallelism, 0, 128 << 10);
        return new ScryptHash(
                logN, blockSize, parallelism, ForeignHash.decode(fields.group(4)), ForeignHash.decode(fields.group(5)));
    }

    @Override
    public boolean matches(String password) {
        return MessageDigest.isEqual(
                digest,
                SCrypt.generate(password.getBytes(UTF_8), salt, 1 << logN, blockSize, parallelism, digest.length));
    }
}
