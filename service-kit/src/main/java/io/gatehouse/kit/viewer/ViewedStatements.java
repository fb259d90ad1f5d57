package io.gatehouse.kit.viewer;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Statements of their own, apart from Hibernate and its sessions, each transaction for one viewer. Its beginning with the
 * viewer, its statements and its end travel together, so that it costs one round trip.
 */
@Singleton
public class ViewedStatements {

    private final Pool pool;

    ViewedStatements(Pool pool) {
        this.pool = pool;
    }

    /** A statement and its parameters. */
    public record Statement(String sql, Tuple values) {}

    /** All rows, in their order. */
    public <T> Uni<List<T>> list(Viewer viewer, Statement statement, Function<Row, T> mapper) {
        return execute(viewer, statement).map(rows -> map(rows.getFirst(), mapper));
    }

    /** The first row, or null where there is none. */
    public <T> Uni<T> first(Viewer viewer, Statement statement, Function<Row, T> mapper) {
        return list(viewer, statement, mapper).map(found -> found.isEmpty() ? null : found.getFirst());
    }

    /** What each statement yields, in one transaction; a later one is carried out whatever the earlier ones yield. */
    public Uni<List<RowSet<Row>>> execute(Viewer viewer, Statement... statements) {
        return pool.withConnection(connection -> Uni.createFrom()
                .completionStage(() -> pipeline(connection, viewer, statements).toCompletionStage()));
    }

    public static <T> List<T> map(RowSet<Row> rows, Function<Row, T> mapper) {
        return StreamSupport.stream(rows.spliterator(), false).map(mapper).toList();
    }

    // The server ends a transaction in which something failed without effect, also at COMMIT.
    private static Future<List<RowSet<Row>>> pipeline(
            SqlConnection connection, Viewer viewer, Statement... statements) {
        var bare = connection.getDelegate();
        var begun = bare.query(ViewerSettings.begin(viewer)).execute();
        var answers = Stream.of(statements)
                .map(statement -> bare.preparedQuery(statement.sql()).execute(statement.values()))
                .toList();
        var ended = bare.query("COMMIT").execute();
        var all = new ArrayList<Future<?>>(answers);
        all.addFirst(begun);
        all.addLast(ended);
        return Future.join(all).map(done -> answers.stream().map(Future::result).toList());
    }
}
