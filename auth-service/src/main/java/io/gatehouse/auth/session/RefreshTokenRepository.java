package io.gatehouse.auth.session;

import io.gatehouse.auth.token.Authentication;
import io.gatehouse.auth.token.Proof;
import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** The exchange of refresh tokens, each step one statement: what it decides, it decides for all instances. */
@Singleton
class RefreshTokenRepository {

    /**
     * The locks let one of many callers pass and make it see a sign-out that commits meanwhile; all others find the token
     * used and get no row. The session comes before its token, as wherever sessions end. The grace counts from when the database
     * came to it: one that hung carries out afterwards what nobody has heard of.
     */
    private static final String ROTATE = """
            WITH held AS (
                SELECT id, account_id, amr, authenticated_at, created_at, expires_at
                FROM session
                WHERE id = (
                    SELECT session_id FROM refresh_token WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $5
                )
                  AND ended_at IS NULL
                  AND expires_at > $5
                FOR NO KEY UPDATE
            ),
            live AS (
                SELECT held.id AS session_id, held.account_id, account.roles,
                       held.amr, held.authenticated_at, held.created_at AS session_created_at,
                       least(held.expires_at, $4::timestamptz) AS expires_at
                FROM held
                JOIN refresh_token AS token ON token.token_hash = $1
                JOIN account ON account.id = held.account_id
                WHERE token.used_at IS NULL
                  AND token.expires_at > $5
                  AND account.status = 'active'
                FOR NO KEY UPDATE OF token
            ),
            used AS (
                UPDATE refresh_token
                SET used_at = greatest($5, clock_timestamp()), successor_hash = $2, successor_sealed = $3, updated_at = $5
                FROM live
                WHERE token_hash = $1
            ),
            successor AS (
                INSERT INTO refresh_token (token_hash, session_id, expires_at, created_at, updated_at)
                SELECT $2, session_id, expires_at, $5, $5 FROM live
            ),
            touched AS (
                UPDATE session
                SET last_used_at = $5, updated_at = $5
                FROM live
                WHERE session.id = live.session_id
            )
            SELECT account_id, session_id, roles, amr, authenticated_at, session_created_at, expires_at FROM live
            """;

    private static final String FIND_PRESENTED = """
            SELECT session.account_id, session.id AS session_id, account.roles, account.status,
                   session.amr, session.authenticated_at, session.created_at AS session_created_at,
                   session.ended_at IS NOT NULL AS ended, session.end_reason, session.expires_at AS session_expires_at,
                   token.expires_at, token.used_at, token.successor_sealed,
                   successor.expires_at AS successor_expires_at, successor.used_at IS NOT NULL AS successor_used
            FROM refresh_token AS token
            JOIN session ON session.id = token.session_id
            JOIN account ON account.id = session.account_id
            LEFT JOIN refresh_token AS successor ON successor.token_hash = token.successor_hash
            WHERE token.token_hash = $1
            """;

    private final Statements statements;

    RefreshTokenRepository(Statements statements) {
        this.statements = statements;
    }

    /** Replaces the presented token by the successor; null where it may not be replaced, or no longer. */
    Uni<SessionGrant> rotate(RefreshToken presented, RefreshToken successor, Duration idleTimeout, Instant now) {
        var values = Tuple.tuple(List.of(
                Buffer.buffer(presented.hash()),
                Buffer.buffer(successor.hash()),
                Buffer.buffer(presented.seal(successor)),
                utc(now.plus(idleTimeout)),
                utc(now)));
        return statements.first(ROTATE, values, row -> grant(row, successor, row.getOffsetDateTime("expires_at")));
    }

    /** What is known of a presented token; null where nothing is. */
    Uni<PresentedToken> find(RefreshToken presented) {
        return statements.first(
                FIND_PRESENTED, Tuple.of(Buffer.buffer(presented.hash())), row -> presented(row, presented));
    }

    private static PresentedToken presented(Row row, RefreshToken token) {
        var usedAt = row.getOffsetDateTime("used_at");
        return new PresentedToken(
                grantOfSuccessor(row, token),
                row.getUUID("account_id"),
                row.getUUID("session_id"),
                "active".equals(row.getString("status")),
                row.getString("end_reason"),
                row.getOffsetDateTime("session_expires_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                usedAt == null ? null : usedAt.toInstant(),
                row.getBoolean("successor_used"));
    }

    private static SessionGrant grantOfSuccessor(Row row, RefreshToken token) {
        var sealed = row.get(Buffer.class, "successor_sealed");
        return sealed == null
                ? null
                : grant(row, token.open(sealed.getBytes()), row.getOffsetDateTime("successor_expires_at"));
    }

    private static SessionGrant grant(Row row, RefreshToken token, OffsetDateTime expiresAt) {
        return new SessionGrant(
                row.getUUID("account_id"),
                row.getUUID("session_id"),
                List.of(row.getArrayOfStrings("roles")),
                authentication(row),
                token,
                expiresAt.toInstant());
    }

    private static Authentication authentication(Row row) {
        var at = row.getOffsetDateTime("authenticated_at");
        return at == null
                ? Authentication.by(
                        Proof.PASSWORD,
                        row.getOffsetDateTime("session_created_at").toInstant())
                : new Authentication(List.of(row.getArrayOfStrings("amr")), at.toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
