package io.gatehouse.kit.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Statements of their own, each its own transaction, apart from Hibernate and its sessions. */
@Singleton
public class Statements {

    private static final String TAKE_TURN = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";

    private final Pool pool;

    Statements(Pool pool) {
        this.pool = pool;
    }

    /** All rows, in their order. */
    public <T> Uni<List<T>> list(String sql, Tuple values, Function<Row, T> mapper) {
        return execute(sql, values).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(mapper)
                .toList());
    }

    /** The first row, or null where there is none. */
    public <T> Uni<T> first(String sql, Tuple values, Function<Row, T> mapper) {
        return execute(sql, values)
                .map(rows ->
                        rows.size() == 0 ? null : mapper.apply(rows.iterator().next()));
    }

    /** How many rows the statement changed. */
    public Uni<Integer> change(String sql, Tuple values) {
        return execute(sql, values).map(RowSet::rowCount);
    }

    /**
     * The same, but one after the other of all who name this turn, on every instance: so that what one counts, no other one changes
     * meanwhile. A statement alone sees what was there when it began.
     */
    public Uni<Integer> changeInTurn(String turn, String sql, Tuple values) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(TAKE_TURN)
                        .execute(Tuple.of(turn))
                        .chain(() -> connection.preparedQuery(sql).execute(values)))
                .map(RowSet::rowCount);
    }

    // On a connection, not on the pool: there a query leaves its timer behind when the database is away, and the log
    // fills with what it says later (vertx-sql-client issue 1706).
    private Uni<RowSet<Row>> execute(String sql, Tuple values) {
        return pool.withConnection(connection -> connection.preparedQuery(sql).execute(values));
    }
}
