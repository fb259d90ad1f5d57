package io.gatehouse.kit.eventlog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The row that says how far a log has been applied. Who changes anything by the log has its lock. */
final class EventPosition {

    private static final String PLACE = """
            SELECT position, (SELECT count(*) FROM event_parked WHERE event_parked.log = event_position.log) AS parked
            FROM event_position WHERE log = $1""";

    private static final String BEGIN =
            "INSERT INTO event_position (log, position) VALUES ($1, 0) ON CONFLICT (log) DO NOTHING";
    private static final String LOCK = "SELECT position FROM event_position WHERE log = $1 FOR UPDATE";
    private static final String MOVE = "UPDATE event_position SET position = $2, updated_at = now() WHERE log = $1";

    private final String log;

    EventPosition(String log) {
        this.log = log;
    }

    /**
     * Where a consumer stands.
     *
     * @param position up to which everything is applied or parked
     * @param parked how many events are parked
     */
    record Place(long position, long parked) {

        static final Place BEGINNING = new Place(0, 0);
    }

    /** Where this consumer stands; a new one at the beginning. */
    Uni<Place> findOrBegin(SqlConnection connection) {
        return connection
                .preparedQuery(PLACE)
                .execute(Tuple.of(log))
                .chain(found -> found.size() > 0
                        ? Uni.createFrom().item(toPlace(found.iterator().next()))
                        : begin(connection));
    }

    /** Waits for whoever else is at it, and tells the position. */
    Uni<Long> lock(SqlConnection transaction) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(log)).map(EventPosition::position);
    }

    Uni<Void> move(SqlConnection transaction, long position) {
        return transaction.preparedQuery(MOVE).execute(Tuple.of(log, position)).replaceWithVoid();
    }

    private Uni<Place> begin(SqlConnection connection) {
        return connection.preparedQuery(BEGIN).execute(Tuple.of(log)).replaceWith(Place.BEGINNING);
    }

    private static Place toPlace(Row row) {
        return new Place(row.getLong("position"), row.getLong("parked"));
    }

    private static long position(RowSet<Row> found) {
        return found.iterator().next().getLong("position");
    }
}
