package io.gatehouse.user.directory;

import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.directory.Search.ByBeginning;
import io.gatehouse.user.directory.Search.ByPart;
import io.gatehouse.user.directory.Search.Newest;
import io.gatehouse.user.profile.ProfileRows;
import io.gatehouse.user.profile.ProfileSnapshot;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * Members find those who are listed, through indexes that hold no others. Row-level security would hide the others as well,
 * after having read them.
 */
@ApplicationScoped
class DirectoryRepository {

    private static final String SELECT = "SELECT " + ProfileRows.COLUMNS + " FROM profile ";

    private static final String LISTED = "audience IN ('members', 'public') AND ";

    /** Both bounds are conditions of the index, so that it reads the page's rows and no others. */
    private static final String BY_BEGINNING = """
            (search_name, id) > ($1, $2) AND search_name < $3
            ORDER BY search_name, id
            LIMIT $4""";

    private static final String NEWEST = """
            (created_at, id) < ($1, $2)
            ORDER BY created_at DESC, id DESC
            LIMIT $3""";

    static final String LIST = SELECT + "WHERE " + BY_BEGINNING;
    static final String LIST_LISTED = SELECT + "WHERE " + LISTED + BY_BEGINNING;
    static final String LIST_NEWEST = SELECT + "WHERE " + NEWEST;
    static final String LIST_NEWEST_LISTED = SELECT + "WHERE " + LISTED + NEWEST;

    /**
     * The function finds the ids, of those that are there for the viewer. Under row-level security no index would serve a
     * pattern: PostgreSQL matches it against nothing that is hidden.
     */
    static final String LIST_BY_PART = SELECT + """
            JOIN profile_search($1, $2, $3, $4) AS found (id) ON found.id = profile.id
            ORDER BY search_name, profile.id""";

    static final String LIST_BY_IDS = SELECT + "WHERE id = ANY ($1)";

    /** Sorts behind everything a name can hold: the last code point, which is no character. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final ViewedStatements statements;

    DirectoryRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    Uni<List<Person>> list(Viewer viewer, Search search, Place after, int limit) {
        return statements.list(viewer, statement(viewer, search, after, limit), DirectoryRepository::toPerson);
    }

    Uni<List<ProfileSnapshot>> listByIds(Viewer viewer, List<UUID> ids) {
        var statement = new Statement(LIST_BY_IDS, Tuple.of(ids.toArray(UUID[]::new)));
        return statements.list(viewer, statement, ProfileRows::toSnapshot);
    }

    private static Statement statement(Viewer viewer, Search search, Place after, int limit) {
        var all = viewer.seesAll();
        return switch (search) {
            case ByBeginning(var prefix) ->
                new Statement(all ? LIST : LIST_LISTED, Tuple.of(after.searchName(), after.id(), prefix + LAST, limit));
            case ByPart(var part) ->
                new Statement(LIST_BY_PART, Tuple.of(containing(part), after.searchName(), after.id(), limit));
            case Newest() ->
                new Statement(
                        all ? LIST_NEWEST : LIST_NEWEST_LISTED,
                        Tuple.of(after.createdAt().atOffset(ZoneOffset.UTC), after.id(), limit));
        };
    }

    private static String containing(String part) {
        return "%" + part.replaceAll("[\\\\%_]", "\\\\$0") + "%";
    }

    private static Person toPerson(Row row) {
        return new Person(ProfileRows.toSnapshot(row), row.getString("search_name"));
    }
}
