package io.gatehouse.auth.key;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
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

    private final Statements statements;

    SigningKeyRepository(Statements statements) {
        this.statements = statements;
    }

    /** The key that signs, or null before the first one. */
    Uni<SealedKey> findActive() {
        return statements.first(FIND_ACTIVE, Tuple.tuple(), SigningKeyRepository::toKey);
    }

    /** Keeps the key unless another instance was faster. */
    Uni<Void> insertIfFirst(SealedKey key, Instant now) {
        var values = Tuple.of(
                key.kid(),
                Buffer.buffer(key.publicKey()),
                Buffer.buffer(key.privateKeySealed()),
                now.atOffset(ZoneOffset.UTC));
        return statements.change(INSERT, values).replaceWithVoid();
    }

    private static SealedKey toKey(Row row) {
        return new SealedKey(
                row.getString("kid"),
                row.get(Buffer.class, "public_key").getBytes(),
                row.get(Buffer.class, "private_key_sealed").getBytes());
    }
}
