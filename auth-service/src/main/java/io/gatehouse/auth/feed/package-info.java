/**
 * The event log: features append in their transaction, consumers read in an order that skips nothing. Owns {@code
 * outbox_event} and {@code outbox_position}; what an event says is a record in {@code contracts}.
 */
package io.gatehouse.auth.feed;
