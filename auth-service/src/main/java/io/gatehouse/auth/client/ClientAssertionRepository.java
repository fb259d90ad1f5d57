package io.gatehouse.auth.client;

import static java.time.ZoneOffset.UTC;

import io.gatehouse.auth.seal.Secret;
import io.gatehouse.kit.database.Statements;
import io.gatehouse.kit.housekeeping.Cleanup;
import io.gatehouse.kit.identity.ClientAssertion;
import io.gatehouse.kit.identity.P256;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Keys of clients as assertions are verified by them, and which assertions have been used. */
@Singleton
class ClientAssertionRepository {

    /** An expired one is refused for its age alone, by instances whose clock is behind as well. */
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private static final String FIND = """
            SELECT client.scopes, key.public_key
            FROM oauth_client AS client
            JOIN oauth_client_key AS key ON key.client_id = client.id
            WHERE client.id = $1 AND key.kid = $2
            """;

    private static final String USE = """
            INSERT INTO oauth_client_assertion (client_id, jti_hash, expires_at, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $4)
            ON CONFLICT DO NOTHING
            """;

    private static final String DELETE_EXPIRED = """
            DELETE FROM oauth_client_assertion
            WHERE (client_id, jti_hash) IN (
                SELECT client_id, jti_hash FROM oauth_client_assertion
                WHERE expires_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            """;

    private final Statements statements;

    ClientAssertionRepository(Statements statements) {
        this.statements = statements;
    }

    /** What a client may ask for, and the key that it signs with. */
    record Known(Set<String> scopes, PublicKey key) {}

    /** Null where there is no such key. */
    Uni<Known> find(ClientKeyId id) {
        return statements.first(
                FIND,
                Tuple.of(id.clientId(), id.kid()),
                row -> new Known(
                        Set.of(row.getArrayOfStrings("scopes")),
                        P256.publicKey(row.getBuffer("public_key").getBytes())));
    }

    /** Whether it is the first use of the assertion. */
    Uni<Boolean> use(String clientId, ClientAssertion.Once once, Instant now) {
        var values = Tuple.of(
                clientId,
                Buffer.buffer(Secret.hash(once.id())),
                once.expiresAt().atOffset(UTC),
                now.atOffset(UTC));
        return statements.change(USE, values).map(changed -> changed == 1);
    }

    @Produces
    @Singleton
    Cleanup cleanup() {
        return new Cleanup("client_assertions", DELETE_EXPIRED, RETENTION);
    }
}
