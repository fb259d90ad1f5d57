package io.gatehouse.auth.revocation;

/** What waits to be appended, and for how many seconds the oldest has. */
record RevocationSummary(long waiting, double oldestAge) {}
