package io.gatehouse.kit.eventlog;

import io.gatehouse.contracts.event.Event;

/** An event that its handler could not apply. Nothing behind it is applied before it is. */
final class PoisonedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    final transient Event event;

    PoisonedEventException(Event event, Throwable cause) {
        super(
                "Event %s (%s) at position %d cannot be applied".formatted(event.id(), event.type(), event.position()),
                cause);
        this.event = event;
    }
}
