package io.gatehouse.user.preference;

import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class PreferenceRepository {

    private static final String COLUMNS = "key, value::text, created_at, updated_at";

    private static final String GET = "SELECT " + COLUMNS + " FROM preference WHERE account_id = $1 AND key = $2";

    private static final String LIST = "SELECT " + COLUMNS + " FROM preference WHERE account_id = $1 ORDER BY key";

    /** Whoever puts for the same person waits here, so that they cannot exceed the quota together. */
    private static final String TAKE_TURNS = "SELECT id FROM profile WHERE id = $1 FOR NO KEY UPDATE";

    private static final String PUT = """
            INSERT INTO preference (account_id, key, value, created_at, updated_at)
            SELECT $1::uuid, $2::text, $3::text::jsonb, $4::timestamptz, $4
            WHERE $5 > (SELECT count(*) FROM preference WHERE account_id = $1 AND key <> $2)
                AND EXISTS (SELECT 1 FROM profile WHERE id = $1)
            ON CONFLICT (account_id, key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            RETURNING\s""" + COLUMNS;

    private static final String DELETE = "DELETE FROM preference WHERE account_id = $1 AND key = $2";

    private final ViewedStatements statements;

    PreferenceRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    Uni<Preference> find(Viewer owner, String key) {
        var statement = new Statement(GET, Tuple.of(owner.accountId(), key));
        return statements.first(owner, statement, PreferenceRepository::toPreference);
    }

    Uni<List<Preference>> list(Viewer owner) {
        return statements.list(
                owner, new Statement(LIST, Tuple.of(owner.accountId())), PreferenceRepository::toPreference);
    }

    /** What is stored then; empty where the quota is used up, null where the owner has no profile. */
    Uni<Optional<Preference>> put(Viewer owner, Preference preference, long quota) {
        var now = preference.updatedAt().atOffset(ZoneOffset.UTC);
        var values = Tuple.of(owner.accountId(), preference.key(), preference.value(), now, quota);
        return statements
                .execute(owner, new Statement(TAKE_TURNS, Tuple.of(owner.accountId())), new Statement(PUT, values))
                .map(rows -> rows.getFirst().size() == 0 ? null : first(rows.getLast()));
    }

    Uni<Void> delete(Viewer owner, String key) {
        return statements
                .execute(owner, new Statement(DELETE, Tuple.of(owner.accountId(), key)))
                .replaceWithVoid();
    }

    private static Optional<Preference> first(RowSet<Row> rows) {
        return ViewedStatements.map(rows, PreferenceRepository::toPreference).stream()
                .findFirst();
    }

    private static Preference toPreference(Row row) {
        return new Preference(
                row.getString("key"),
                row.getString("value"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
