package io.gatehouse.auth.client;

import io.gatehouse.kit.database.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Registered clients as their authentication needs them, apart from Hibernate. */
@Singleton
class ClientAuthenticationRepository {

    private static final String FIND = """
            SELECT client.scopes, secret.secret_hash
            FROM oauth_client AS client
            LEFT JOIN oauth_client_secret AS secret ON secret.client_id = client.id
            WHERE client.id = $1
            """;

    private static final String EXISTS = "SELECT EXISTS (SELECT 1 FROM oauth_client WHERE id = $1)";

    private final Statements statements;

    ClientAuthenticationRepository(Statements statements) {
        this.statements = statements;
    }

    /** What a client may ask for, and the hashes of its secrets. */
    record Known(Set<String> scopes, List<byte[]> secretHashes) {

        /** Of a client that does not exist. */
        static final Known NOTHING = new Known(Set.of(), List.of());
    }

    Uni<Known> find(String clientId) {
        return statements
                .list(FIND, Tuple.of(clientId), ClientAuthenticationRepository::toKnown)
                .map(rows -> rows.isEmpty() ? Known.NOTHING : union(rows));
    }

    Uni<Boolean> exists(String clientId) {
        return statements.first(EXISTS, Tuple.of(clientId), row -> row.getBoolean(0));
    }

    private static Known toKnown(Row row) {
        var hash = row.getBuffer("secret_hash");
        return new Known(Set.of(row.getArrayOfStrings("scopes")), hash == null ? List.of() : List.of(hash.getBytes()));
    }

    private static Known union(List<Known> rows) {
        var hashes = rows.stream().flatMap(row -> row.secretHashes.stream()).toList();
        return new Known(rows.getFirst().scopes, hashes);
    }
}
