package io.gatehouse.gateway.idempotency;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;

/**
 * What there was when a record was to be claimed.
 *
 * @param value the sealed reply, or of a full list the milliseconds until there is room; else null
 */
record Found(State state, Buffer value) {

    enum State {
        CLAIMED,
        RUNNING,
        UNKNOWN,
        DONE,
        /** Carried out, and the reply was too large to be kept. */
        UNKEPT,
        /** Another request has this key. */
        OTHER,
        /** Made with another secret of the gateway. */
        FOREIGN,
        /** The caller has too many. */
        FULL;

        /** As the script and the metrics call it. */
        final String wire = name().toLowerCase(Locale.ROOT);

        static State of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
