package io.gatehouse.auth.key;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

@Singleton
class SigningKeyRepository {

    private static final String FIND_ACTIVE =
            "SELECT kid, public_key, private_key_sealed FROM signing_key WHERE status = 'active'";

    private static final String INSERT = """
            INSERT INTO signing_key (kid, status, public_key, private_key_sealed, created_at, updated_at)
            VALUES ($1, 'active', $2, $3, $4, $4)
            ON CONFLICT DO NOTHING
            """;

    private final Pool pool;

    SigningKeyRepository(Pool pool) {
        this.pool = pool;
    }

    /** The key that signs, or null before the first one. */
    Uni<SealedKey> findActive() {
        return pool.query(FIND_ACTIVE).execute().map(SigningKeyRepository::first);
    }

    /** Keeps the key unless another instance was faster. */
    Uni<Void> insertIfFirst(SealedKey key, Instant now) {
        var values = Tuple.of(
                key.kid(),
                Buffer.buffer(key.publicKey()),
                Buffer.buffer(key.privateKeySealed()),
                now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    private static SealedKey first(RowSet<Row> rows) {
        for (var row : rows) {
            return new SealedKey(
                    row.getString("kid"),
                    row.get(Buffer.class, "public_key").getBytes(),
                    row.get(Buffer.class, "private_key_sealed").getBytes());
        }
        return null;
    }
}
