package io.gatehouse.kit.viewer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Statements of their own, apart from Hibernate and its sessions, each transaction for one viewer. A read is one command, which
 * says by itself for whom it is; others travel together with their transaction's begin and end. Either costs one round trip.
 */
@Singleton
public class ViewedStatements {

    private final Pool pool;
    private final Map<String, String> reads = new ConcurrentHashMap<>();

    ViewedStatements(Pool pool) {
        this.pool = pool;
    }

    /**
     * A statement and its parameters.
     *
     * @param sql one of a few: it is remembered, and prepared on each connection
     */
    public record Statement(String sql, Tuple values) {}

    /** All rows, in their order. The statement reads and changes nothing. */
    public <T> Uni<List<T>> list(Viewer viewer, Statement read, Function<Row, T> mapper) {
        return onConnection(connection -> read(connection, viewer, read)).map(rows -> map(rows, mapper));
    }

    /** The first row, or null where there is none. */
    public <T> Uni<T> first(Viewer viewer, Statement read, Function<Row, T> mapper) {
        return list(viewer, read, mapper).map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** What each statement yields, in one transaction; a later one is carried out whatever the earlier ones yield. */
    public Uni<List<RowSet<Row>>> execute(Viewer viewer, Statement... statements) {
        return onConnection(connection -> pipeline(connection, viewer, statements));
    }

    public static <T> List<T> map(RowSet<Row> rows, Function<Row, T> mapper) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapper).toList();
    }

    private <T> Uni<T> onConnection(Function<SqlConnection, Future<T>> work) {
        return Uni.createFrom()
                .completionStage(() -> pool.getDelegate().withConnection(work).toCompletionStage());
    }

    private Future<RowSet<Row>> read(SqlConnection connection, Viewer viewer, Statement read) {
        var sql = reads.computeIfAbsent(
                read.sql(),
                plain -> ViewerSettings.entering(plain, read.values().size()));
        return connection.preparedQuery(sql).execute(withViewer(viewer, read.values()));
    }

    private static Tuple withViewer(Viewer viewer, Tuple values) {
        var all = Tuple.tuple();
        for (int i = 0; i < values.size(); i++) {
            all.addValue(values.getValue(i));
        }
        return all.addString(viewer.access().stored()).addString(viewer.storedAccount());
    }

    // The server ends a transaction in which something failed without effect, also at COMMIT.
    private static Future<List<RowSet<Row>>> pipeline(
            SqlConnection connection, Viewer viewer, Statement... statements) {
        var begun = connection.query(ViewerSettings.begin(viewer)).execute();
        var answers = Stream.of(statements)
                .map(statement -> connection.preparedQuery(statement.sql()).execute(statement.values()))
                .toList();
        var ended = connection.query("COMMIT").execute();
        var all = new ArrayList<Future<?>>(answers);
        all.addFirst(begun);
        all.addLast(ended);
        return Future.join(all).map(done -> answers.stream().map(Future::result).toList());
    }
}
