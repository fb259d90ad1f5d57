package io.gatehouse.user.organization;

import io.gatehouse.contracts.event.InvitationAccepted;
import io.gatehouse.contracts.event.InvitationCreated;
import io.gatehouse.contracts.event.InvitationDeclined;
import io.gatehouse.contracts.event.InvitationWithdrawn;
import io.gatehouse.contracts.event.MembershipAdded;
import io.gatehouse.contracts.event.MembershipChanged;
import io.gatehouse.contracts.event.MembershipRemoved;
import io.gatehouse.contracts.event.OrganizationCreated;
import io.gatehouse.contracts.event.OrganizationDeleted;
import io.gatehouse.contracts.event.OrganizationUpdated;
import io.gatehouse.kit.feed.EventLog;
import io.gatehouse.kit.feed.Subject;
import io.gatehouse.user.json.StoredJson;
import io.gatehouse.user.viewer.Viewer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;

/**
 * Where organizations tell what became of them, in the transaction that does it: others in the event log, and whoever looks after them in
 * the audit trail, which keeps who did it.
 */
@RegisterForReflection(
        targets = {
            OrganizationCreated.class,
            OrganizationUpdated.class,
            OrganizationDeleted.class,
            MembershipAdded.class,
            MembershipChanged.class,
            MembershipRemoved.class,
            InvitationCreated.class,
            InvitationAccepted.class,
            InvitationDeclined.class,
            InvitationWithdrawn.class
        })
@Singleton
class OrganizationEvents {

    private final EventLog log;
    private final AuditRepository audit;
    private final Clock clock;

    OrganizationEvents(EventLog log, AuditRepository audit, Clock clock) {
        this.log = log;
        this.audit = audit;
        this.clock = clock;
    }

    /** What somebody did, in the transaction of Hibernate's session. */
    Uni<Void> tell(Viewer actor, News news) {
        return log.append(news.type(), news.subject(), news.data()).chain(() -> audit.insert(entry(actor, news)));
    }

    /** What this service did itself, in the transaction of a connection apart from Hibernate. */
    Uni<Void> tell(SqlConnection transaction, News news) {
        return log.append(transaction, news.type(), news.subject(), news.data())
                .chain(() -> audit.insert(transaction, entry(Viewer.SYSTEM, news)));
    }

    private AuditEvent entry(Viewer actor, News news) {
        return new AuditEvent(actor, news, new JsonObject(StoredJson.write(news.data())), clock.instant());
    }

    /** What became of an organization, of a membership in it or of an invitation to it. */
    record News(String type, UUID organizationId, Subject subject, Object data) {

        static News created(UUID organizationId) {
            return new News(
                    OrganizationCreated.TYPE,
                    organizationId,
                    organization(organizationId),
                    new OrganizationCreated(organizationId));
        }

        static News updated(Organization organization) {
            return new News(
                    OrganizationUpdated.TYPE,
                    organization.id,
                    organization(organization.id),
                    new OrganizationUpdated(organization.id, organization.version));
        }

        static News deleted(UUID organizationId) {
            return new News(
                    OrganizationDeleted.TYPE,
                    organizationId,
                    organization(organizationId),
                    new OrganizationDeleted(organizationId));
        }

        static News added(Membership member) {
            return new News(
                    MembershipAdded.TYPE,
                    member.organizationId,
                    membership(member.id),
                    new MembershipAdded(member.organizationId, member.accountId, member.role()));
        }

        static News changed(Membership member) {
            return new News(
                    MembershipChanged.TYPE,
                    member.organizationId,
                    membership(member.id),
                    new MembershipChanged(member.organizationId, member.accountId, member.role()));
        }

        static News removed(Membership member) {
            return new News(
                    MembershipRemoved.TYPE,
                    member.organizationId,
                    membership(member.id),
                    new MembershipRemoved(member.organizationId, member.accountId));
        }

        static News invited(Invitation invitation) {
            return new News(
                    InvitationCreated.TYPE,
                    invitation.organizationId,
                    invitation(invitation.id),
                    new InvitationCreated(
                            invitation.organizationId, invitation.id, invitation.role(), invitation.expiresAt));
        }

        static News accepted(Invitation invitation) {
            return new News(
                    InvitationAccepted.TYPE,
                    invitation.organizationId,
                    invitation(invitation.id),
                    new InvitationAccepted(invitation.organizationId, invitation.id));
        }

        static News declined(Invitation invitation) {
            return new News(
                    InvitationDeclined.TYPE,
                    invitation.organizationId,
                    invitation(invitation.id),
                    new InvitationDeclined(invitation.organizationId, invitation.id));
        }

        static News withdrawn(Invitation invitation) {
            return new News(
                    InvitationWithdrawn.TYPE,
                    invitation.organizationId,
                    invitation(invitation.id),
                    new InvitationWithdrawn(invitation.organizationId, invitation.id));
        }

        private static Subject organization(UUID id) {
            return new Subject("organization", id);
        }

        private static Subject membership(UUID id) {
            return new Subject("membership", id);
        }

        private static Subject invitation(UUID id) {
            return new Subject("invitation", id);
        }
    }
}
