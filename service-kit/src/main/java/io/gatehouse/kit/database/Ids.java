package io.gatehouse.kit.database;

import java.security.SecureRandom;
import java.util.UUID;

/** New ids: UUIDv7 (RFC 9562 section 5.7), so that rows made together lie together in an index. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A fresh id: 48 bits of Unix milliseconds, 74 random bits. */
    public static UUID next() {
        var random = new byte[10];
        RANDOM.nextBytes(random);
        return of(System.currentTimeMillis(), random);
    }

    static UUID of(long millis, byte[] random) {
        var high = (millis << 16) | 0x7000L | ((random[0] & 0x0FL) << 8) | (random[1] & 0xFFL);
        var low = 0L;
        for (var i = 2; i < 10; i++) {
            low = (low << 8) | (random[i] & 0xFFL);
        }
        return new UUID(high, (low & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L);
    }
}
