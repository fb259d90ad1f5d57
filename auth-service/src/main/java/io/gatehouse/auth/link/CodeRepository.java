package io.gatehouse.auth.link;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Codes of links, as they are tried. */
@Singleton
class CodeRepository {

    /**
     * A try is counted before the codes are compared, so that many at once get no more tries than one after the other. What
     * somebody else tries or redeems at this moment is passed over: it is not compared either, and nobody waits here for
     * one link while holding another.
     */
    private static final String TRY_CODE = """
            WITH tried AS (
                SELECT id FROM one_time_link
                WHERE email_canonical = $1 AND purpose = ANY ($2) AND used_at IS NULL AND expires_at > $3
                  AND code_attempts < $4
                FOR NO KEY UPDATE SKIP LOCKED
            )
            UPDATE one_time_link AS link
            SET code_attempts = code_attempts + 1, updated_at = $3
            FROM tried
            WHERE link.id = tried.id
            RETURNING link.id, purpose, account_id, pending_signup_id, email_canonical, code_hash
            """;

    private static final String FORGIVE_TRY =
            "UPDATE one_time_link SET code_attempts = code_attempts - 1 WHERE id = $1 AND code_attempts > 0";

    private final Pool pool;

    CodeRepository(Pool pool) {
        this.pool = pool;
    }

    /** A link with the HMAC of its code. */
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, never as a record
    record Candidate(RedeemableLink link, byte[] codeHash) {}

    <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(work);
    }

    /** The live links to the address whose code may still be tried; one try of each is used up. */
    Uni<List<Candidate>> tryCode(
            SqlConnection connection, String emailCanonical, Set<Purpose> purposes, int attempts, Instant now) {
        var values = Tuple.of(emailCanonical, LinkRepository.stored(purposes), LinkRepository.utc(now), attempts);
        return connection.preparedQuery(TRY_CODE).execute(values).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Candidate(
                        LinkRepository.link(row),
                        row.get(Buffer.class, "code_hash").getBytes()))
                .toList());
    }

    /** Takes back the try of a code that was right. */
    Uni<Void> forgiveTry(SqlConnection connection, UUID id) {
        return connection.preparedQuery(FORGIVE_TRY).execute(Tuple.of(id)).replaceWithVoid();
    }
}
