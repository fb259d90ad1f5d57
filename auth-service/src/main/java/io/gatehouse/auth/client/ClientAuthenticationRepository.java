package io.gatehouse.auth.client;

import io.gatehouse.auth.session.PersonTokens;
import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Registered clients as their authentication needs them, apart from Hibernate. */
@Singleton
class ClientAuthenticationRepository {

    private static final String FIND = """
            SELECT client.scopes, secret.secret_hash, %s AS is_live
            FROM oauth_client AS client
            LEFT JOIN oauth_client_secret AS secret ON secret.client_id = client.id
            WHERE client.id = $1
            """;

    private static final String FIND_ALONE = FIND.formatted("false");
    private static final String FIND_WITH_SESSION = FIND.formatted(PersonTokens.IS_LIVE.formatted(2, 3, 4));

    private static final String EXISTS = "SELECT EXISTS (SELECT 1 FROM oauth_client WHERE id = $1)";

    private final Statements statements;

    ClientAuthenticationRepository(Statements statements) {
        this.statements = statements;
    }

    /**
     * What a client may ask for, and the hashes of its secrets.
     *
     * @param isLive whether the session may be used that was asked about with it; false where none was
     */
    record Known(Set<String> scopes, List<byte[]> secretHashes, boolean isLive) {

        /** Of a client that does not exist. */
        static final Known NOTHING = new Known(Set.of(), List.of(), false);
    }

    Uni<Known> find(String clientId) {
        return find(FIND_ALONE, Tuple.of(clientId));
    }

    /** And a session of an account, in the same look. */
    Uni<Known> find(String clientId, UUID accountId, UUID sessionId, Instant now) {
        return find(FIND_WITH_SESSION, Tuple.of(clientId, sessionId, accountId, now.atOffset(ZoneOffset.UTC)));
    }

    private Uni<Known> find(String sql, Tuple values) {
        return statements
                .list(sql, values, ClientAuthenticationRepository::toKnown)
                .map(rows -> rows.isEmpty() ? Known.NOTHING : union(rows));
    }

    Uni<Boolean> exists(String clientId) {
        return statements.first(EXISTS, Tuple.of(clientId), row -> row.getBoolean(0));
    }

    private static Known toKnown(Row row) {
        var hash = row.getBuffer("secret_hash");
        return new Known(
                Set.of(row.getArrayOfStrings("scopes")),
                hash == null ? List.of() : List.of(hash.getBytes()),
                row.getBoolean("is_live"));
    }

    private static Known union(List<Known> rows) {
        var hashes = rows.stream().flatMap(row -> row.secretHashes.stream()).toList();
        return new Known(rows.getFirst().scopes, hashes, rows.getFirst().isLive);
    }
}
