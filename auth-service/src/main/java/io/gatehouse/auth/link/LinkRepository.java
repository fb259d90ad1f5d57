package io.gatehouse.auth.link;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;

/** Links before they are redeemed. */
@Singleton
class LinkRepository {

    /** The count is taken and the row is made in turn with others for the same address, so that none is one too many. */
    private static final String INSERT = """
            INSERT INTO one_time_link
                (id, token_hash, code_hash, purpose, account_id, pending_signup_id, email_canonical, expires_at,
                 created_at, updated_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $9
            WHERE (
                SELECT count(*) FROM one_time_link
                WHERE email_canonical = $7 AND purpose = $4 AND created_at > $10 AND id <> $1
            ) < $11
            ON CONFLICT (id) DO UPDATE
            SET token_hash = $2, code_hash = $3, code_attempts = 0, expires_at = $8, updated_at = $9
            WHERE one_time_link.used_at IS NULL
            """;

    private static final String FIND_BY_TOKEN = """
            SELECT id, purpose, account_id, pending_signup_id, email_canonical
            FROM one_time_link
            WHERE token_hash = $1 AND purpose = ANY ($2) AND used_at IS NULL AND expires_at > $3
            """;

    private final Statements statements;

    LinkRepository(Statements statements) {
        this.statements = statements;
    }

    /** Keeps a link, in place of one with the same id; false where the address has been sent enough of them lately. */
    Uni<Boolean> insert(
            RedeemableLink link, byte[] tokenHash, byte[] codeHash, Instant expiresAt, MailLimit limit, Instant now) {
        var values = Tuple.tuple(Arrays.asList(
                link.id(),
                Buffer.buffer(tokenHash),
                Buffer.buffer(codeHash),
                link.purpose().stored(),
                link.subject().accountId(),
                link.subject().pendingSignupId(),
                link.emailCanonical(),
                utc(expiresAt),
                utc(now),
                utc(limit.since()),
                limit.most()));
        var turn = "one-time links " + link.purpose().stored() + " " + link.emailCanonical();
        return statements.changeInTurn(turn, INSERT, values).map(rows -> rows == 1);
    }

    /** Null where there is no live link with this token. */
    Uni<RedeemableLink> findByToken(byte[] tokenHash, Set<Purpose> purposes, Instant now) {
        return statements.first(
                FIND_BY_TOKEN, Tuple.of(Buffer.buffer(tokenHash), stored(purposes), utc(now)), LinkRepository::link);
    }

    static RedeemableLink link(Row row) {
        return new RedeemableLink(
                row.getUUID("id"),
                Purpose.of(row.getString("purpose")),
                new LinkSubject(row.getUUID("account_id"), row.getUUID("pending_signup_id")),
                row.getString("email_canonical"));
    }

    static String[] stored(Set<Purpose> purposes) {
        return purposes.stream().map(Purpose::stored).toArray(String[]::new);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
