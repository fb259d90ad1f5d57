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
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.json.StoredJson;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

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

    private static final int BATCH = 500;

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

    /**
     * The same of many: first all that others are told, then all that is kept of it, so that the rows of each table go to the database
     * in batches.
     */
    Uni<Void> tellAll(Viewer actor, List<News> news) {
        return Panache.getSession()
                .invoke(session -> session.setBatchSize(BATCH))
                .chain(() -> forEach(news, one -> log.append(one.type(), one.subject(), one.data())))
                .chain(() -> forEach(news, one -> audit.insert(entry(actor, one))));
    }

    private static Uni<Void> forEach(List<News> news, Function<News, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(news)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .onItem()
                .ignoreAsUni();
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
            return ofOrganization(OrganizationCreated.TYPE, organizationId, new OrganizationCreated(organizationId));
        }

        static News updated(Organization organization) {
            return ofOrganization(
                    OrganizationUpdated.TYPE,
                    organization.id,
                    new OrganizationUpdated(organization.id, organization.version));
        }

        static News deleted(UUID organizationId) {
            return ofOrganization(OrganizationDeleted.TYPE, organizationId, new OrganizationDeleted(organizationId));
        }

        static News added(Membership member) {
            return ofMembership(
                    MembershipAdded.TYPE,
                    member,
                    new MembershipAdded(member.organizationId, member.accountId, member.role()));
        }

        static News changed(Membership member) {
            return ofMembership(
                    MembershipChanged.TYPE,
                    member,
                    new MembershipChanged(member.organizationId, member.accountId, member.role()));
        }

        static News removed(Membership member) {
            return ofMembership(
                    MembershipRemoved.TYPE, member, new MembershipRemoved(member.organizationId, member.accountId));
        }

        static News invited(Invitation invitation) {
            return ofInvitation(
                    InvitationCreated.TYPE,
                    invitation,
                    new InvitationCreated(
                            invitation.organizationId, invitation.id, invitation.role(), invitation.expiresAt));
        }

        static News accepted(Invitation invitation) {
            return ofInvitation(
                    InvitationAccepted.TYPE,
                    invitation,
                    new InvitationAccepted(invitation.organizationId, invitation.id));
        }

        static News declined(Invitation invitation) {
            return ofInvitation(
                    InvitationDeclined.TYPE,
                    invitation,
                    new InvitationDeclined(invitation.organizationId, invitation.id));
        }

        static News withdrawn(Invitation invitation) {
            return ofInvitation(
                    InvitationWithdrawn.TYPE,
                    invitation,
                    new InvitationWithdrawn(invitation.organizationId, invitation.id));
        }

        private static News ofOrganization(String type, UUID id, Object data) {
            return new News(type, id, new Subject("organization", id), data);
        }

        private static News ofMembership(String type, Membership member, Object data) {
            return new News(type, member.organizationId, new Subject("membership", member.id), data);
        }

        private static News ofInvitation(String type, Invitation invitation, Object data) {
            return new News(type, invitation.organizationId, new Subject("invitation", invitation.id), data);
        }
    }
}
