package io.gatehouse.gateway.ratelimit;

import java.util.Locale;

/** Who decided for a policy. */
enum Mode {
    /** The counter that all replicas share. */
    REDIS,
    /** A permit that was fetched from Redis together with others. */
    LEASE,
    /** The memory of a refusal by Redis that still holds. */
    MEMORY,
    /** This replica alone, with its share of the quota, because Redis could not be asked. */
    LOCAL,
    /** Nobody: Redis could not be asked, and the policy is open without it. */
    OPEN,
    /** Nobody: Redis could not be asked, and the policy is closed without it. */
    CLOSED;

    /** The name in metrics and response fields. */
    final String wire = name().toLowerCase(Locale.ROOT);
}
