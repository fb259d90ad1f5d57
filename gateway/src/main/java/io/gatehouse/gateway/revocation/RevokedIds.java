package io.gatehouse.gateway.revocation;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids and the time before which their tokens are refused, in one flat array: 24 bytes a place, of which a quarter to three
 * quarters are taken, so 32 to 96 bytes an id (a million: 50 MB) and nothing for the collector to walk. Many may read while one writes.
 */
final class RevokedIds {

    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    /** The two halves of the id and both times; a place whose times are zero is free, and so published last. */
    private static final int WORDS_OF_PLACE = 3;

    private static final int TIMES = 2;
    private static final int FIRST_PLACES = 1024;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long SECONDS = 0xFFFF_FFFFL;

    private volatile long[] table = new long[FIRST_PLACES * WORDS_OF_PLACE];
    private volatile int taken;

    /** Whether a token of this id that was issued then is refused. */
    boolean isRevoked(UUID id, Instant issuedAt) {
        var words = table;
        long times = (long) WORDS.getAcquire(words, placeOf(words, id) + TIMES);
        return times != 0 && issuedAt.getEpochSecond() < (times >>> Integer.SIZE);
    }

    /** Refuses whatever was issued. */
    void add(UUID id, Instant expiresAt) {
        add(id, SECONDS, wholeSeconds(expiresAt));
    }

    /** Refuses what was issued before a time. */
    void add(UUID id, Instant notBefore, Instant expiresAt) {
        add(id, wholeSeconds(notBefore), wholeSeconds(expiresAt));
    }

    /** Makes room again, once most of the ids concern no token that is left. */
    synchronized void forgetExpired(Instant now) {
        int live = live(now.getEpochSecond());
        if (live < taken / 2) {
            rebuild(live, now.getEpochSecond());
        }
    }

    int size() {
        return taken;
    }

    long bytes() {
        return (long) table.length * Long.BYTES;
    }

    private synchronized void add(UUID id, long notBefore, long expiresAt) {
        int place = placeOf(table, id);
        long known = table[place + TIMES];
        if (known == 0) {
            if (taken >= places(table) / 4 * 3) {
                rebuild(taken, 0);
                place = placeOf(table, id);
            }
            table[place] = id.getMostSignificantBits();
            table[place + 1] = id.getLeastSignificantBits();
            taken++;
        }
        long times =
                (Math.max(notBefore, known >>> Integer.SIZE) << Integer.SIZE) | Math.max(expiresAt, known & SECONDS);
        WORDS.setRelease(table, place + TIMES, times);
    }

    private int live(long now) {
        int live = 0;
        for (int place = 0; place < table.length; place += WORDS_OF_PLACE) {
            live += (table[place + TIMES] & SECONDS) >= now && table[place + TIMES] != 0 ? 1 : 0;
        }
        return live;
    }

    // Readers go on in the old array until the new one is complete.
    private void rebuild(int expected, long now) {
        var old = table;
        int places = Math.max(FIRST_PLACES, Integer.highestOneBit(Math.max(1, expected)) * 4);
        var fresh = new long[places * WORDS_OF_PLACE];
        int kept = 0;
        for (int from = 0; from < old.length; from += WORDS_OF_PLACE) {
            if (old[from + TIMES] != 0 && (old[from + TIMES] & SECONDS) >= now) {
                System.arraycopy(old, from, fresh, placeOf(fresh, old[from], old[from + 1]), WORDS_OF_PLACE);
                kept++;
            }
        }
        table = fresh;
        taken = kept;
    }

    private static int placeOf(long[] words, UUID id) {
        return placeOf(words, id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Where the id is, or the free place where it would be. */
    private static int placeOf(long[] words, long high, long low) {
        int mask = places(words) - 1;
        int place = (int) (((high ^ low) * SPREAD) >>> Integer.SIZE) & mask;
        while ((long) WORDS.getAcquire(words, place * WORDS_OF_PLACE + TIMES) != 0
                && (words[place * WORDS_OF_PLACE] != high || words[place * WORDS_OF_PLACE + 1] != low)) {
            place = (place + 1) & mask;
        }
        return place * WORDS_OF_PLACE;
    }

    private static int places(long[] words) {
        return words.length / WORDS_OF_PLACE;
    }

    // A time beyond the last one that has a place here is that last one, so that none is ever read as an early one.
    private static long wholeSeconds(Instant time) {
        return Math.clamp(time.getEpochSecond() + (time.getNano() > 0 ? 1 : 0), 0, SECONDS);
    }
}
