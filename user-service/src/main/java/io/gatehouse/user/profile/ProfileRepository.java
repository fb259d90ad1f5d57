package io.gatehouse.user.profile;

import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.viewer.ViewerSettings;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class ProfileRepository implements PanacheRepositoryBase<Profile, UUID> {

    static final String GET = "SELECT " + ProfileRows.COLUMNS + " FROM profile WHERE id = $1";

    private final ViewedStatements statements;

    ProfileRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    /** The profile as it is; null where there is none for the viewer. */
    Uni<ProfileSnapshot> findSnapshot(Viewer viewer, UUID id) {
        return statements.first(viewer, new Statement(GET, Tuple.of(id)), ProfileRows::toSnapshot);
    }

    /** The profile to be changed, in the transaction that is open, which from now on is the viewer's. */
    Uni<Profile> findForChange(Viewer viewer, UUID id) {
        return ViewerSettings.enter(viewer).chain(() -> findById(id));
    }
}
