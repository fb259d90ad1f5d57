package io.gatehouse.gateway.idempotency;

import java.time.Duration;

/**
 * A request's claim to be the one that is carried out.
 *
 * @param caller whose records this one is among
 * @param token by which its holder is known
 * @param lease after which nobody believes any more that it is still being carried out
 */
record Claim(String caller, String name, String token, String fingerprint, Duration lease, Duration keep) {

    /** The record's key. The caller is the hash tag: in a cluster the caller's list lies beside it. */
    String recordKey() {
        return listKey() + ":" + name;
    }

    String listKey() {
        return "gatehouse:idempotency:{" + caller + "}";
    }
}
