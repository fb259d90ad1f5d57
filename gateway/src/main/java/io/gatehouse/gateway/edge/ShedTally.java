package io.gatehouse.gateway.edge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * Counts requests that were shed, for the log: the first of a kind is told as every other request is, how many followed it is told
 * all at once. A line for each would cost several times as much as everything else that is done for them.
 */
final class ShedTally {

    private final Map<Kind, AtomicLong> counts = new ConcurrentHashMap<>();

    /** @param by an upstream, or the gateway */
    record Kind(String by, String route) {}

    /** Counts one. Whether it is the first of its kind since the last {@link #tellOthers}. */
    boolean isFirst(Kind kind) {
        var known = counts.get(kind);
        return (known == null ? counts.computeIfAbsent(kind, _ -> new AtomicLong()) : known).getAndIncrement() == 0;
    }

    /** Tells of each kind how many there were besides the first, and begins anew. */
    void tellOthers(ObjLongConsumer<Kind> teller) {
        counts.forEach((kind, count) -> {
            long others = count.getAndSet(0) - 1;
            if (others > 0) {
                teller.accept(kind, others);
            }
        });
    }
}
