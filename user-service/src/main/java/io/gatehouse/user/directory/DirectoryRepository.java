package io.gatehouse.user.directory;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

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

    private final Statements statements;

    DirectoryRepository(Statements statements) {
        this.statements = statements;
    }

    /** A place in the order of the list. */
    record Place(String searchName, UUID id) {

        /** Before all names that begin so: no id sorts before zero. */
        static Place before(String prefix) {
            return new Place(prefix, new UUID(0, 0));
        }
    }

    Uni<List<Person>> listByPrefix(String prefix, Place after, int limit) {
        var bounds = Tuple.of(after.searchName(), after.id(), prefix + LAST, limit);
        return statements.list(LIST, bounds, DirectoryRepository::toPerson);
    }

    private static Person toPerson(Row row) {
        return new Person(
                row.getUUID("id"),
                row.getString("display_name"),
                row.getString("search_name"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
