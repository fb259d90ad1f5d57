package io.gatehouse.auth.erasure;

/**
 * How many are to be forgotten.
 *
 * @param requested those whose time has not come, or who wait for their account to be closed
 * @param running those whose account is closed
 * @param overdue for how many seconds the longest waiting has waited; negative where nobody does
 */
record ErasureSummary(long requested, long running, double overdue) {}
