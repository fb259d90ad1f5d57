package io.gatehouse.user.privacy;

import io.gatehouse.contracts.privacy.ErasureTask;
import io.gatehouse.kit.privacy.PersonErasure;
import io.gatehouse.user.organization.Organizations;
import io.gatehouse.user.profile.Profiles;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Forgets a person. Most of it happened when the log told that the account is gone; this repeats it, and removes what tells that the person
 * was there, which consumers have had the time to read.
 */
@Singleton
class Forgetting implements PersonErasure {

    private static final String EVENTS =
            "DELETE FROM outbox_event WHERE aggregateid = $1::uuid OR payload ->> 'account_id' = $1::uuid::text";

    private static final String PARKED = "DELETE FROM event_parked WHERE subject = $1::uuid::text";

    private static final String AUDIT = "SELECT audit_pseudonymise($1, $2)";

    private final Organizations organizations;
    private final Profiles profiles;

    Forgetting(Organizations organizations, Profiles profiles) {
        this.organizations = organizations;
        this.profiles = profiles;
    }

    @Override
    public Uni<Void> erase(SqlConnection transaction, ErasureTask person) {
        var who = Tuple.of(person.accountId());
        return organizations
                .leaveAll(transaction, person.accountId())
                .chain(() -> organizations.withdrawTo(transaction, person.addresses(), person.closedAt()))
                .chain(() -> profiles.delete(transaction, person.accountId()))
                .chain(() -> executeAll(transaction, List.of(EVENTS, PARKED), who))
                .chain(() -> transaction.preparedQuery(AUDIT).execute(Tuple.of(person.accountId(), person.pseudonym())))
                .replaceWithVoid();
    }

    private static Uni<Void> executeAll(SqlConnection transaction, List<String> statements, Tuple values) {
        var all = Uni.createFrom().voidItem();
        for (var statement : statements) {
            all = all.chain(() -> transaction.preparedQuery(statement).execute(values))
                    .replaceWithVoid();
        }
        return all;
    }
}
