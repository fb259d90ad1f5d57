package io.gatehouse.kit.eventlog;

import io.gatehouse.contracts.event.Event;
import io.gatehouse.kit.problem.Outages;
import io.vertx.pgclient.PgException;

/** An event that its handler did not apply. */
final class PoisonedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** SQLSTATE classes that blame the values: data, integrity, and what a trigger refuses. */
    private static final String BLAMES_VALUES = "22|23|P0";

    final transient Event event;

    PoisonedEventException(Event event, Throwable cause) {
        super(
                "Event %s (%s) at position %d cannot be applied".formatted(event.id(), event.type(), event.position()),
                cause);
        this.event = event;
    }

    /**
     * Whether the event itself is to blame. Otherwise the next one would fare no better: the database is away, or not as this
     * version needs it.
     */
    boolean isTheEvents() {
        if (Outages.isOutage(getCause())) {
            return false;
        }
        for (var cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused) {
                return refused.getSqlState() != null
                        && refused.getSqlState().substring(0, 2).matches(BLAMES_VALUES);
            }
        }
        return true;
    }

    /** For whoever looks at the parked event. */
    String reason() {
        var cause = getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
