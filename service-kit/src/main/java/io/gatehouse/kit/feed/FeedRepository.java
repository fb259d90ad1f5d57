package io.gatehouse.kit.feed;

import io.gatehouse.contracts.event.Event;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * The log's order. Events get their position after their commit: a reader takes the log's lock and then, in a statement of
 * its own and so with a fresh view, numbers every committed event that has no position yet. Whatever commits later gets a
 * greater position, however early it was inserted, so a consumer that remembers a position has missed nothing before it.
 */
@Singleton
class FeedRepository {

    /** Bounds the time of one numbering, should a long time have passed without a reader. */
    private static final int BATCH = 5_000;

    private static final String HAS_UNPLACED = "SELECT EXISTS (SELECT 1 FROM outbox_event WHERE position IS NULL)";

    private static final String TAKE_LOCK = "SELECT pg_advisory_xact_lock($1)";

    private static final String PLACE = """
            WITH unplaced AS (
                SELECT id, row_number() OVER (ORDER BY insert_order) AS nth
                FROM (SELECT id, insert_order FROM outbox_event WHERE position IS NULL ORDER BY insert_order LIMIT $2)
                    AS oldest
            ),
            counted AS (SELECT count(*) AS events FROM unplaced),
            moved AS (
                UPDATE outbox_position SET last_position = last_position + events, updated_at = $1
                FROM counted
                RETURNING last_position - events AS before
            )
            UPDATE outbox_event SET position = before + nth, updated_at = $1
            FROM unplaced, moved
            WHERE outbox_event.id = unplaced.id
            """;

    private static final String LAST = "SELECT last_position FROM outbox_position";

    private static final String PAGE = """
            SELECT id, type, aggregateid, created_at, position, payload
            FROM outbox_event
            WHERE position > $1
            ORDER BY position
            LIMIT $2
            """;

    private final Pool pool;
    private final long lock;

    FeedRepository(Pool pool, FeedConfig config) {
        this.pool = pool;
        this.lock = config.lock();
    }

    /** Gives every committed event its position and tells the last one given. */
    Future<Long> place(Instant now) {
        return query(HAS_UNPLACED)
                .map(rows -> rows.iterator().next().getBoolean(0))
                .compose(unplaced -> unplaced ? numberInTurn(now) : Future.succeededFuture())
                .compose(numbered -> query(LAST))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The events after a position, in order. */
    Future<List<Event>> list(long after, int limit, Function<Row, Event> toEvent) {
        return pool.withConnection(connection -> connection.preparedQuery(PAGE).execute(Tuple.of(after, limit)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(toEvent)
                        .toList());
    }

    private Future<RowSet<Row>> query(String sql) {
        return pool.withConnection(connection -> connection.query(sql).execute());
    }

    private Future<RowSet<Row>> numberInTurn(Instant now) {
        return pool.withTransaction(connection ->
                connection.preparedQuery(TAKE_LOCK).execute(Tuple.of(lock)).compose(locked -> number(connection, now)));
    }

    private static Future<RowSet<Row>> number(SqlConnection connection, Instant now) {
        return connection.preparedQuery(PLACE).execute(Tuple.of(now.atOffset(ZoneOffset.UTC), BATCH));
    }
}
