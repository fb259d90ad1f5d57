/**
 * The event log of a service: features append in their transaction, consumers read {@code /internal/v1/events} in an order
 * that skips nothing. A service that sets {@code gatehouse.feed.enabled=true} has one, in the tables {@code outbox_event} and
 * {@code outbox_position} of its own schema; with a {@link io.gatehouse.kit.feed.EventRetention} it ends.
 *
 * <p>Left to the service: what it tells, a record in {@code contracts} for each type. The consumers' side is {@code
 * eventlog}.
 */
package io.gatehouse.kit.feed;
