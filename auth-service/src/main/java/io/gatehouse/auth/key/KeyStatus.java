package io.gatehouse.auth.key;

import java.util.Locale;

/** A key's life, in this order. */
enum KeyStatus {
    /** Published, so that verifiers know it before it signs. */
    NEXT,
    /** Signs. */
    ACTIVE,
    /** Signs no more; verifies what it has signed. Its private part is erased. */
    RETIRED,
    /** Verifies nothing any more. */
    GONE;

    static KeyStatus of(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
