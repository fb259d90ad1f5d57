package io.gatehouse.kit.eventlog;

import com.fasterxml.jackson.core.type.TypeReference;
import io.gatehouse.contracts.event.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Events that could not be applied and wait beside the log, and behind them those on the same subject, so that no subject's
 * events change their order. All of it happens under the lock of the position.
 */
final class ParkedEvents {

    private static final String PARK = """
            INSERT INTO event_parked (log, position, event_id, type, subject, event, reason, attempts, next_attempt_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now() + make_interval(secs => $9))
            ON CONFLICT (log, position) DO NOTHING""";

    private static final String SUBJECTS =
            "SELECT DISTINCT subject FROM event_parked WHERE log = $1 AND subject = ANY ($2)";

    /** The first of its subject, so that nothing overtakes. */
    private static final String DUE = """
            SELECT event FROM event_parked AS parked
            WHERE log = $1 AND next_attempt_at <= now() AND NOT EXISTS (
                SELECT FROM event_parked AS earlier
                WHERE earlier.log = parked.log AND earlier.subject = parked.subject
                    AND earlier.position < parked.position)
            ORDER BY next_attempt_at, position
            LIMIT 1""";

    private static final String RELEASE = "DELETE FROM event_parked WHERE log = $1 AND position = $2";

    /** A minute, then twice as long after each try, up to an hour. */
    private static final String POSTPONE = """
            UPDATE event_parked
            SET attempts = attempts + 1,
                reason = $3,
                next_attempt_at = now() + least(interval '1 minute' * 2 ^ least(attempts, 10), interval '1 hour'),
                updated_at = now()
            WHERE log = $1 AND position = $2""";

    private static final String MAKE_ALL_DUE = "UPDATE event_parked SET next_attempt_at = now() WHERE log = $1";

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private static final double FIRST_PAUSE_SECONDS = 60;
    private static final String BEHIND = "Waits for an earlier event on the same subject";

    private final String log;

    ParkedEvents(String log) {
        this.log = log;
    }

    /** Parks an event that failed. */
    Uni<Void> park(SqlConnection transaction, PoisonedEventException failure) {
        return insert(transaction, failure.event, failure.reason(), 1, FIRST_PAUSE_SECONDS);
    }

    /** Parks an event on a subject of which an earlier one is parked; it is due as soon as that one is gone. */
    Uni<Void> parkBehind(SqlConnection transaction, Event event) {
        return insert(transaction, event, BEHIND, 0, 0);
    }

    /** Those of the subjects of which events are parked. */
    Uni<Set<String>> subjectsAmong(SqlConnection transaction, Collection<Event> events) {
        var subjects = events.stream().map(Event::subject).distinct().toArray(String[]::new);
        return transaction
                .preparedQuery(SUBJECTS)
                .execute(Tuple.of(log, subjects))
                .map(ParkedEvents::subjects);
    }

    /** The event that is to be tried next; null where none is due. */
    Uni<Event> findDue(SqlConnection transaction) {
        return transaction.preparedQuery(DUE).execute(Tuple.of(log)).map(ParkedEvents::event);
    }

    Uni<Void> release(SqlConnection transaction, Event event) {
        return transaction
                .preparedQuery(RELEASE)
                .execute(Tuple.of(log, event.position()))
                .replaceWithVoid();
    }

    Uni<Void> postpone(SqlConnection transaction, PoisonedEventException failure) {
        return transaction
                .preparedQuery(POSTPONE)
                .execute(Tuple.of(log, failure.event.position(), failure.reason()))
                .replaceWithVoid();
    }

    /** How many there are, all of them due now. */
    Uni<Integer> makeAllDue(SqlConnection connection) {
        return connection.preparedQuery(MAKE_ALL_DUE).execute(Tuple.of(log)).map(RowSet::rowCount);
    }

    private Uni<Void> insert(SqlConnection transaction, Event event, String reason, long attempts, double pause) {
        var row = Tuple.tuple()
                .addString(log)
                .addLong(event.position())
                .addUUID(event.id())
                .addString(event.type())
                .addString(event.subject())
                .addValue(json(event))
                .addString(reason)
                .addLong(attempts)
                .addDouble(pause);
        return transaction.preparedQuery(PARK).execute(row).replaceWithVoid();
    }

    private static Set<String> subjects(RowSet<Row> rows) {
        var subjects = new HashSet<String>();
        rows.forEach(row -> subjects.add(row.getString("subject")));
        return subjects;
    }

    private static Event event(RowSet<Row> rows) {
        return rows.size() == 0
                ? null
                : EventLogClient.JSON.convertValue(
                        rows.iterator().next().get(JsonObject.class, "event").getMap(), Event.class);
    }

    private static JsonObject json(Event event) {
        return new JsonObject(EventLogClient.JSON.convertValue(event, FIELDS));
    }
}
