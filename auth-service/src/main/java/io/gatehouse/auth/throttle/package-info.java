/**
 * Guessing: how often somebody may try a secret, counted for all instances by account, by the client's network and by both.
 * A try is counted before it is made and given back when it was no wrong guess. Owns the counters in Redis and those that
 * stand in for them. What a secret is, and whether a try was right, is left to the features.
 */
package io.gatehouse.auth.throttle;
