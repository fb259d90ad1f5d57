package io.gatehouse.contracts.event;

import java.util.List;

/**
 * {@code GET /internal/v1/events?after=&limit=&wait=}: events with a greater position, in order.
 *
 * @param nextAfter the position to ask with next; {@code after} itself where nothing new came
 */
public record EventPage(List<Event> items, long nextAfter) {}
