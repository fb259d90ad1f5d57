package io.gatehouse.auth.session;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** Tokens that others ask about. */
@Singleton
class PersonTokenRepository {

    private static final String IS_LIVE = "SELECT " + PersonTokens.IS_LIVE.formatted(1, 2, 3);

    private static final String FIND_LIVE = """
            SELECT session.account_id, session.id AS session_id, token.expires_at
            FROM refresh_token AS token
            JOIN session ON session.id = token.session_id
            JOIN account ON account.id = session.account_id
            WHERE token.token_hash = $1 AND token.used_at IS NULL AND token.expires_at > $2
              AND session.ended_at IS NULL AND session.expires_at > $2
              AND account.status = 'active'
            """;

    private static final String FIND = """
            SELECT session.account_id, session.id AS session_id, token.expires_at
            FROM refresh_token AS token
            JOIN session ON session.id = token.session_id
            WHERE token.token_hash = $1
            """;

    private final Statements statements;

    PersonTokenRepository(Statements statements) {
        this.statements = statements;
    }

    Uni<Boolean> isLive(UUID accountId, UUID sessionId, Instant now) {
        return statements.first(
                IS_LIVE, Tuple.of(sessionId, accountId, now.atOffset(ZoneOffset.UTC)), row -> row.getBoolean(0));
    }

    /** Null where the token would not be exchanged. */
    Uni<FoundRefreshToken> findLive(RefreshToken token, Instant now) {
        return statements.first(
                FIND_LIVE,
                Tuple.of(Buffer.buffer(token.hash()), now.atOffset(ZoneOffset.UTC)),
                PersonTokenRepository::toToken);
    }

    /** Null where there is no such token; it may be used or over. */
    Uni<FoundRefreshToken> find(RefreshToken token) {
        return statements.first(FIND, Tuple.of(Buffer.buffer(token.hash())), PersonTokenRepository::toToken);
    }

    private static FoundRefreshToken toToken(Row row) {
        return new FoundRefreshToken(
                row.getUUID("account_id"),
                row.getUUID("session_id"),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
