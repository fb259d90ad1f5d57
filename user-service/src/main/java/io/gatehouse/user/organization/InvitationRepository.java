package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.InvitationResponse;
import io.gatehouse.contracts.organization.MailInvitationRequest;
import io.gatehouse.kit.viewer.ViewedStatements;
import io.gatehouse.kit.viewer.ViewedStatements.Statement;
import io.gatehouse.kit.viewer.Viewer;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class InvitationRepository implements PanacheRepositoryBase<Invitation, UUID> {

    private static final String LIST = """
            SELECT id, email, role, invited_by, expires_at, created_at FROM invitation
            WHERE organization_id = $1 AND id > $2 AND expires_at > $3
            ORDER BY id
            LIMIT $4""";

    private static final String UNMAILED = """
            SELECT invitation.id, email, name, expires_at
            FROM invitation JOIN organization ON organization.id = organization_id
            WHERE mailed_at IS NULL AND expires_at > $1
            ORDER BY invitation.id
            LIMIT $2""";

    private static final String MAILED = "UPDATE invitation SET mailed_at = $2, updated_at = $2 WHERE id = $1";

    /** Where the token belongs to, from now on: the transaction sees its invitation, and may answer it. */
    private static final String SHOW = "SELECT set_config('gatehouse.invitation', :invitation, true)";

    private static final String ORGANIZATION = "SELECT organization_id FROM invitation WHERE id = :invitation";

    private final ViewedStatements statements;

    InvitationRepository(ViewedStatements statements) {
        this.statements = statements;
    }

    /** What a mail says, and to whom. */
    record Unmailed(UUID id, MailInvitationRequest mail) {}

    /** Those that are open, the oldest first, behind one of them. */
    Uni<List<InvitationResponse>> list(Viewer viewer, UUID organizationId, UUID after, Instant now, int limit) {
        var statement = new Statement(LIST, Tuple.of(organizationId, after, now.atOffset(ZoneOffset.UTC), limit));
        return statements.list(viewer, statement, InvitationRepository::toResponse);
    }

    /** Those whose mail nobody sees to yet. */
    Uni<List<Unmailed>> listUnmailed(Instant now, int most) {
        var statement = new Statement(UNMAILED, Tuple.of(now.atOffset(ZoneOffset.UTC), most));
        return statements.list(Viewer.SYSTEM, statement, InvitationRepository::toUnmailed);
    }

    Uni<Void> markMailed(UUID id, Instant now) {
        var statement = new Statement(MAILED, Tuple.of(id, now.atOffset(ZoneOffset.UTC)));
        return statements.execute(Viewer.SYSTEM, statement).replaceWithVoid();
    }

    /** The organization of the invitation whose token was shown, in the transaction that is open; null where it is not open. */
    Uni<UUID> show(UUID id) {
        return Panache.getSession().chain(session -> session.createNativeQuery(SHOW, String.class)
                .setParameter("invitation", id.toString())
                .getSingleResult()
                .chain(() -> session.createNativeQuery(ORGANIZATION, UUID.class)
                        .setParameter("invitation", id)
                        .getSingleResultOrNull()));
    }

    /** Null where there is none, or none that may still be answered. */
    Uni<Invitation> findOpen(UUID organizationId, UUID id, Instant now) {
        return find("organizationId = ?1 and id = ?2 and expiresAt > ?3", organizationId, id, now)
                .firstResult();
    }

    Uni<List<Invitation>> listOpenBy(UUID organizationId, UUID inviterId, Instant now) {
        return list("organizationId = ?1 and invitedBy = ?2 and expiresAt > ?3", organizationId, inviterId, now);
    }

    Uni<Long> countOpen(UUID organizationId, Instant now) {
        return count("organizationId = ?1 and expiresAt > ?2", organizationId, now);
    }

    /** Makes room for a new invitation to the same address. */
    Uni<Void> deleteExpired(UUID organizationId, String email, Instant now) {
        return delete(
                        "organizationId = ?1 and lower(email) = lower(?2) and expiresAt <= ?3",
                        organizationId,
                        email,
                        now)
                .replaceWithVoid();
    }

    private static InvitationResponse toResponse(Row row) {
        return new InvitationResponse(
                row.getUUID("id"),
                row.getString("email"),
                Membership.role(row.getString("role")),
                row.getUUID("invited_by"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Unmailed toUnmailed(Row row) {
        var mail = new MailInvitationRequest(
                row.getString("email"),
                row.getString("name"),
                row.getOffsetDateTime("expires_at").toInstant());
        return new Unmailed(row.getUUID("id"), mail);
    }

    /** By a statement: see {@link io.gatehouse.kit.database}. */
    Uni<Void> remove(Invitation invitation) {
        return delete("id", invitation.id).replaceWithVoid();
    }
}
