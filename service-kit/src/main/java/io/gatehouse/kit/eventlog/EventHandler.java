package io.gatehouse.kit.eventlog;

import io.gatehouse.contracts.event.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** What a service does about one type of event. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Applies the event in the transaction that also moves the position: what is written through it happens once, and a
     * failure leaves neither. Anything else it does may happen again.
     */
    Uni<Void> apply(SqlConnection transaction, Event event);

    /** The event's data as its record. Fields the record does not know are newer than it, and skipped. */
    static <T> T dataOf(Event event, Class<T> type) {
        return EventLogClient.JSON.convertValue(event.data(), type);
    }
}
