package io.gatehouse.kit.eventlog;

import io.gatehouse.contracts.event.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;

/** Applies events and moves the position in one transaction. Its lock on the row makes many instances take turns. */
public final class EventApplier {

    private static final String POSITION = "SELECT position FROM event_position WHERE log = $1";
    private static final String BEGIN =
            "INSERT INTO event_position (log, position) VALUES ($1, 0) ON CONFLICT (log) DO NOTHING";
    private static final String LOCK = "SELECT position FROM event_position WHERE log = $1 FOR UPDATE";
    private static final String MOVE = "UPDATE event_position SET position = $2, updated_at = now() WHERE log = $1";

    private final Pool database;
    private final String log;
    private final Map<String, EventHandler> handlers;

    /**
     * @param log the log's name in {@code event_position}
     * @param handlers by event type; events of other types are passed over
     */
    public EventApplier(Pool database, String log, Map<String, EventHandler> handlers) {
        this.database = database;
        this.log = log;
        this.handlers = Map.copyOf(handlers);
    }

    /** What one transaction did: events that took effect, and events of types that nobody here knows. */
    record Applied(int known, int unknown) {

        static final Applied NOTHING = new Applied(0, 0);
    }

    String log() {
        return log;
    }

    /** The position up to which everything is applied. */
    Uni<Long> position() {
        return database.withConnection(connection -> connection
                .preparedQuery(POSITION)
                .execute(Tuple.of(log))
                .chain(found -> positionOrBegin(found, connection)));
    }

    /**
     * Applies those of the events that are not applied yet. Where one fails, those before it are applied all the same,
     * the position stays before it, and the failure is a {@link PoisonedEventException}.
     */
    Uni<Applied> apply(List<Event> events) {
        return applyTogether(events).onFailure(PoisonedEventException.class).recoverWithUni(failure -> applyUpTo(
                        failure.event, events)
                .chain(() -> Uni.createFrom().failure(failure)));
    }

    private Uni<Applied> applyUpTo(Event poisoned, List<Event> events) {
        return applyTogether(events.subList(0, events.indexOf(poisoned)));
    }

    private Uni<Long> positionOrBegin(RowSet<Row> found, SqlConnection connection) {
        return found.size() > 0
                ? Uni.createFrom().item(positionIn(found))
                : connection.preparedQuery(BEGIN).execute(Tuple.of(log)).replaceWith(0L);
    }

    private Uni<Applied> applyTogether(List<Event> events) {
        return events.isEmpty()
                ? Uni.createFrom().item(Applied.NOTHING)
                : database.withTransaction(transaction -> transaction
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(log))
                        .map(EventApplier::positionIn)
                        .chain(position -> applyBehind(position, events, transaction)));
    }

    private Uni<Applied> applyBehind(long position, List<Event> events, SqlConnection transaction) {
        var fresh = events.stream().filter(event -> event.position() > position).toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(Applied.NOTHING);
        }
        var known = fresh.stream()
                .filter(event -> handlers.containsKey(event.type()))
                .toList();
        return Multi.createFrom()
                .iterable(known)
                .onItem()
                .transformToUniAndConcatenate(event -> apply(event, transaction))
                .collect()
                .last()
                .chain(() -> transaction
                        .preparedQuery(MOVE)
                        .execute(Tuple.of(log, fresh.getLast().position())))
                .replaceWith(new Applied(known.size(), fresh.size() - known.size()));
    }

    private Uni<Void> apply(Event event, SqlConnection transaction) {
        return Uni.createFrom()
                .deferred(() -> handlers.get(event.type()).apply(transaction, event))
                .onFailure()
                .transform(cause -> new PoisonedEventException(event, cause));
    }

    private static long positionIn(RowSet<Row> found) {
        return found.iterator().next().getLong("position");
    }
}
