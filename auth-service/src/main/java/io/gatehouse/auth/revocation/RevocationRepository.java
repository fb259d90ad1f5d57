package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Revocations on their way to the stream, and as followers read them. All times are the database's. */
@Singleton
class RevocationRepository {

    private static final String COLUMNS = "SELECT id, session_id, account_id, not_before, expires_at FROM revocation ";

    /** Instances pass over each other's rows. What has expired meanwhile concerns nobody. */
    private static final String CLAIM = COLUMNS + """
            WHERE appended_at IS NULL AND expires_at > now()
            ORDER BY id
            LIMIT $1
            FOR UPDATE SKIP LOCKED
            """;

    private static final String MARK =
            "UPDATE revocation SET appended_at = now(), updated_at = now() WHERE id = ANY($1)";

    private static final String LIST = COLUMNS + "WHERE expires_at > now() AND id > $1 ORDER BY id LIMIT $2";

    private static final String SUMMARY = """
            SELECT count(*) AS waiting, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS oldest_age
            FROM revocation
            WHERE appended_at IS NULL AND expires_at > now()
            """;

    private final Pool pool;
    private final Statements statements;

    RevocationRepository(Pool pool, Statements statements) {
        this.pool = pool;
        this.statements = statements;
    }

    /**
     * Hands over what waits, at most so many, and notes that it has been appended once that is done; tells how many there
     * were. Their rows are locked meanwhile, and wait on when it fails.
     */
    Uni<Integer> appendWaiting(int most, Function<List<Revocation>, Uni<Void>> append) {
        return pool.withTransaction(connection -> claim(connection, most)
                .call(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : append.apply(revocations(claimed)).chain(() -> mark(connection, claimed)))
                .map(List::size));
    }

    /** Those that still matter, in the order of their ids. */
    Uni<List<StoredRevocation>> listAfter(UUID id, int most) {
        return statements.list(LIST, Tuple.of(id, most), RevocationRepository::toRevocation);
    }

    Uni<RevocationSummary> summary() {
        return statements.first(
                SUMMARY,
                Tuple.tuple(),
                row -> new RevocationSummary(row.getLong("waiting"), row.getDouble("oldest_age")));
    }

    private static Uni<List<StoredRevocation>> claim(SqlConnection connection, int most) {
        return connection.preparedQuery(CLAIM).execute(Tuple.of(most)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(RevocationRepository::toRevocation)
                .toList());
    }

    private static Uni<Void> mark(SqlConnection connection, List<StoredRevocation> appended) {
        var ids = appended.stream().map(StoredRevocation::id).toArray(UUID[]::new);
        return connection.preparedQuery(MARK).execute(Tuple.of(ids)).replaceWithVoid();
    }

    private static List<Revocation> revocations(List<StoredRevocation> stored) {
        return stored.stream().map(StoredRevocation::revocation).toList();
    }

    private static StoredRevocation toRevocation(Row row) {
        var expiresAt = row.getOffsetDateTime("expires_at").toInstant();
        var sessionId = row.getUUID("session_id");
        return new StoredRevocation(
                row.getUUID("id"),
                sessionId != null
                        ? Revocation.ofSession(sessionId, expiresAt)
                        : Revocation.ofAccount(
                                row.getUUID("account_id"),
                                row.getOffsetDateTime("not_before").toInstant(),
                                expiresAt));
    }
}
