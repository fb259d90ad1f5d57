package io.gatehouse.auth.permission;

import io.gatehouse.contracts.auth.Permission;
import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Hears of it when somebody who may do something here tries what they may not. Whoever keeps the audit trail tells it there. */
public interface Overreach {

    /** In a transaction of its own. */
    Uni<Void> tell(Set<Permission> wanted);
}
