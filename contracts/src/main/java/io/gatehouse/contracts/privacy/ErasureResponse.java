package io.gatehouse.contracts.privacy;

import java.time.Instant;

/**
 * That a person's data is to be erased.
 *
 * @param requestedAt when they asked for it
 * @param dueAt when it begins, and until when it can be cancelled
 */
public record ErasureResponse(Instant requestedAt, Instant dueAt) {}
