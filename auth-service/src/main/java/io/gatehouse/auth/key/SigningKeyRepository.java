package io.gatehouse.auth.key;

import io.gatehouse.auth.seal.SealedColumn;
import io.gatehouse.contracts.key.KeyStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The table, and the lock under which alone it is changed. */
@Singleton
class SigningKeyRepository {

    /** Any number that no other lock of this database has. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(4704190001)";

    private static final String LIST = """
            SELECT kid, status, public_key, private_key_sealed, created_at, activated_at, retired_at
            FROM signing_key
            WHERE status <> 'gone' OR $1
            ORDER BY created_at DESC, kid
            LIMIT 100
            """;

    private static final String INSERT = """
            INSERT INTO signing_key (kid, status, public_key, private_key_sealed, created_at, updated_at)
            VALUES ($1, 'next', $2, $3, $4, $4)
            """;

    private static final String ACTIVATE =
            "UPDATE signing_key SET status = 'active', activated_at = $2, updated_at = $2 WHERE kid = $1";

    private static final String RETIRE = """
            UPDATE signing_key
            SET status = $2, private_key_sealed = NULL, retired_at = coalesce(retired_at, $3), updated_at = $3
            WHERE kid = $1 AND status <> $2
            """;

    private static final String IS_KNOWN = "SELECT kid FROM signing_key WHERE kid = $1";

    private final Pool pool;

    SigningKeyRepository(Pool pool) {
        this.pool = pool;
    }

    @Produces
    @Singleton
    SealedColumn sealed() {
        return new SealedColumn("signing_key", "kid", "private_key_sealed", "");
    }

    /** What is published, and what signs. */
    Uni<List<StoredKey>> listLive() {
        return pool.withConnection(this::listLive);
    }

    /** The same inside of a change. */
    Uni<List<StoredKey>> listLive(SqlConnection connection) {
        return list(connection, false);
    }

    /** Also what is gone, the newest first. */
    Uni<List<StoredKey>> listAll() {
        return pool.withConnection(connection -> list(connection, true));
    }

    /** One change after the other, whichever instances make them, and all of it or nothing; what is live afterwards. */
    Uni<List<StoredKey>> change(Function<SqlConnection, Uni<Void>> change) {
        return pool.withTransaction(connection -> connection
                .query(LOCK)
                .execute()
                .chain(locked -> change.apply(connection))
                .chain(done -> listLive(connection)));
    }

    Uni<Void> insert(SqlConnection connection, StoredKey next) {
        return change(
                        connection,
                        INSERT,
                        Tuple.of(
                                next.kid(),
                                Buffer.buffer(next.publicKey()),
                                Buffer.buffer(next.privateKeySealed()),
                                offset(next.createdAt())))
                .replaceWithVoid();
    }

    Uni<Void> activate(SqlConnection connection, String kid, Instant now) {
        return change(connection, ACTIVATE, Tuple.of(kid, offset(now))).replaceWithVoid();
    }

    /** Erases the private part; false where there is no such key, or it has this status already. */
    Uni<Boolean> retire(SqlConnection connection, String kid, KeyStatus status, Instant now) {
        return change(connection, RETIRE, Tuple.of(kid, status.name().toLowerCase(Locale.ROOT), offset(now)));
    }

    /** Whether there is or was such a key. */
    Uni<Boolean> isKnown(SqlConnection connection, String kid) {
        return connection.preparedQuery(IS_KNOWN).execute(Tuple.of(kid)).map(rows -> rows.size() == 1);
    }

    private static Uni<List<StoredKey>> list(SqlConnection connection, boolean gone) {
        return connection.preparedQuery(LIST).execute(Tuple.of(gone)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(SigningKeyRepository::key)
                .toList());
    }

    private static Uni<Boolean> change(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).map(changed -> changed.rowCount() == 1);
    }

    private static StoredKey key(Row row) {
        var sealed = row.getBuffer("private_key_sealed");
        return new StoredKey(
                row.getString("kid"),
                KeyStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBuffer("public_key").getBytes(),
                sealed == null ? null : sealed.getBytes(),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("activated_at")),
                instant(row.getOffsetDateTime("retired_at")));
    }

    private static OffsetDateTime offset(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
