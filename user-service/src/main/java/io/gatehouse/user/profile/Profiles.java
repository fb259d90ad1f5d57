package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.VisibilitySettings;
import io.gatehouse.user.json.StoredJson;
import io.gatehouse.user.profilefeed.ProfileEvents;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The door for those who learn what became of accounts, whose transactions are this service's own ({@code Viewer.SYSTEM}). What
 * happens to profiles here is told to others.
 */
@ApplicationScoped
public class Profiles {

    // One statement, so that it can share the transaction of the event that tells of the account.
    private static final String CREATE = """
            INSERT INTO profile (id, display_name, search_name, audience, visibility, version, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5::text::jsonb, 0, $6, $6)
            ON CONFLICT (id) DO NOTHING""";

    private static final String DELETE = "DELETE FROM profile WHERE id = $1";

    private static final String DISABLE = "UPDATE profile SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL";

    /** A trigger has hidden the profile; from now on its own setting holds again. */
    private static final String ENABLE = """
            UPDATE profile SET disabled_at = NULL, audience = coalesce(visibility ->> 'display_name', 'private')
            WHERE id = $1 AND disabled_at IS NOT NULL""";

    private final ProfileEvents events;
    private final String audience;
    private final String visibility;

    Profiles(ProfileEvents events, ProfileConfig config) {
        this.events = events;
        this.audience = Profile.audience(config.firstVisibility());
        this.visibility = StoredJson.write(VisibilitySettings.ofNameAndPicture(config.firstVisibility()));
    }

    /** Makes the profile of a new account; one that exists stays as it is. */
    public Uni<Void> createIfMissing(SqlConnection transaction, UUID accountId, String displayName, Instant createdAt) {
        var values = List.<Object>of(
                accountId,
                displayName,
                SearchName.of(displayName),
                audience,
                visibility,
                createdAt.atOffset(ZoneOffset.UTC));
        return execute(transaction, CREATE, Tuple.from(values))
                .chain(done -> done ? events.created(transaction, accountId) : nothing());
    }

    /** Removes the profile of an account that is gone, if there is one. */
    public Uni<Void> delete(SqlConnection transaction, UUID accountId) {
        return execute(transaction, DELETE, Tuple.of(accountId))
                .chain(done -> done ? events.deleted(transaction, accountId) : nothing());
    }

    /** Makes the profile be there for nobody but its person and those who see all. */
    public Uni<Void> disable(SqlConnection transaction, UUID accountId, Instant disabledAt) {
        return execute(transaction, DISABLE, Tuple.of(accountId, disabledAt.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    public Uni<Void> enable(SqlConnection transaction, UUID accountId) {
        return execute(transaction, ENABLE, Tuple.of(accountId)).replaceWithVoid();
    }

    /** Whether it changed anything. */
    private static Uni<Boolean> execute(SqlConnection transaction, String sql, Tuple values) {
        return transaction.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() > 0);
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
