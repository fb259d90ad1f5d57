/**
 * The consumer side of another service's event log: follow it by long poll, apply each event exactly once, and catch up
 * on demand. The position is a row {@code event_position(log, position)} in the consumer's own schema and moves in the
 * transaction of the effects, so any number of instances may follow and any of them may die at any point. An event that cannot
 * be applied waits in {@code event_parked}, with those on the same subject that come after it, and is tried again.
 *
 * <p>Left to the service: what an event means. Left to the issuer, as {@code feed} does it: that an event once visible never
 * appears before a position that was already given out.
 */
package io.gatehouse.kit.eventlog;
