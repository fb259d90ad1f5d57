package io.gatehouse.user.profile;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The door for those who learn of new accounts. */
@ApplicationScoped
public class Profiles {

    // One statement, so that it can share the transaction of the event that tells of the account.
    private static final String CREATE = """
            INSERT INTO profile (id, display_name, search_name, version, created_at, updated_at)
            VALUES ($1, $2, $3, 0, $4, $4)
            ON CONFLICT (id) DO NOTHING""";

    private static final String DELETE = "DELETE FROM profile WHERE id = $1";

    /** Makes the profile of a new account; one that exists stays as it is. */
    public Uni<Void> createIfMissing(SqlConnection transaction, UUID accountId, String displayName, Instant createdAt) {
        return transaction
                .preparedQuery(CREATE)
                .execute(Tuple.of(
                        accountId, displayName, SearchName.of(displayName), createdAt.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    /** Removes the profile of an account that is gone, if there is one. */
    public Uni<Void> delete(SqlConnection transaction, UUID accountId) {
        return transaction.preparedQuery(DELETE).execute(Tuple.of(accountId)).replaceWithVoid();
    }
}
