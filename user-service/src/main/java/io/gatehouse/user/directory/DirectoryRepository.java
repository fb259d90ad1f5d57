package io.gatehouse.user.directory;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

@ApplicationScoped
class DirectoryRepository {

    /** Both bounds are conditions of the index, so that it reads the page's rows and no others. */
    static final String LIST = """
            SELECT id, display_name, search_name, created_at, updated_at
            FROM profile
            WHERE (search_name, id) > ($1, $2) AND search_name < $3
            ORDER BY search_name, id
            LIMIT $4""";

    /** Sorts behind everything a name can hold: the last code point, which is no character. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final Pool database;

    DirectoryRepository(Pool database) {
        this.database = database;
    }

    /** A place in the order of the list. */
    record Place(String searchName, UUID id) {

        /** Before all names that begin so: no id sorts before zero. */
        static Place before(String prefix) {
            return new Place(prefix, new UUID(0, 0));
        }
    }

    // On a connection, not on the pool: there a query leaves its timer behind when the database is away, and the log
    // fills with what it says later (vertx-sql-client issue 1706).
    Uni<List<Person>> listByPrefix(String prefix, Place after, int limit) {
        var bounds = Tuple.of(after.searchName(), after.id(), prefix + LAST, limit);
        return database.withConnection(
                        connection -> connection.preparedQuery(LIST).execute(bounds))
                .map(DirectoryRepository::people);
    }

    private static List<Person> people(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Person(
                        row.getUUID("id"),
                        row.getString("display_name"),
                        row.getString("search_name"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("updated_at").toInstant()))
                .toList();
    }
}
