package io.gatehouse.kit.privacy;

import io.gatehouse.contracts.privacy.ErasureTask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** How a service forgets somebody: all of its tables, in one transaction, and again without harm. */
@FunctionalInterface
public interface PersonErasure {

    /** Removes what the service keeps of the person. What it has to keep names their pseudonym instead. */
    Uni<Void> erase(SqlConnection transaction, ErasureTask person);
}
