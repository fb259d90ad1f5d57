package io.gatehouse.user.profilefeed;

import io.gatehouse.contracts.event.ProfileCreated;
import io.gatehouse.contracts.event.ProfileDeleted;
import io.gatehouse.contracts.event.ProfileUpdated;
import io.gatehouse.kit.feed.EventLog;
import io.gatehouse.kit.feed.Subject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Where profiles tell what became of them, in the transaction that does it. */
@RegisterForReflection(targets = {ProfileCreated.class, ProfileUpdated.class, ProfileDeleted.class})
@Singleton
public class ProfileEvents {

    private final EventLog log;

    ProfileEvents(EventLog log) {
        this.log = log;
    }

    /** In the transaction of a connection apart from Hibernate. */
    public Uni<Void> created(SqlConnection transaction, UUID accountId) {
        return log.append(transaction, ProfileCreated.TYPE, profile(accountId), new ProfileCreated(accountId));
    }

    /**
     * In the transaction of Hibernate's session.
     *
     * @param version that the profile has from now on
     * @param changed the names, as in JSON, of the fields that have another value
     */
    public Uni<Void> updated(UUID accountId, long version, Set<String> changed) {
        return log.append(ProfileUpdated.TYPE, profile(accountId), new ProfileUpdated(accountId, version, changed));
    }

    /** In the transaction of a connection apart from Hibernate. */
    public Uni<Void> deleted(SqlConnection transaction, UUID accountId) {
        return log.append(transaction, ProfileDeleted.TYPE, profile(accountId), new ProfileDeleted(accountId));
    }

    private static Subject profile(UUID accountId) {
        return new Subject("profile", accountId);
    }
}
