package io.gatehouse.auth.account;

import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.link.Purpose;
import io.gatehouse.auth.link.RedeemableLink;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.contracts.organization.InvitationProof;
import io.gatehouse.contracts.organization.InvitationProof.Addressee;
import io.gatehouse.contracts.organization.MailInvitationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;

/** What the service that keeps organizations cannot know: how to reach an address, and whose it is. */
@Singleton
class OrganizationInvitationService {

    private final MailQueue mail;
    private final OneTimeLinks links;
    private final MailSubjectRepository subjects;

    OrganizationInvitationService(MailQueue mail, OneTimeLinks links, MailSubjectRepository subjects) {
        this.mail = mail;
        this.links = links;
        this.subjects = subjects;
    }

    /** Mails the invitation, once however often this is asked for. */
    Uni<Void> mail(UUID id, MailInvitationRequest invitation) {
        var parameters = Map.<String, Object>of(
                OrganizationInvitationMail.ORGANIZATION,
                invitation.organization(),
                OrganizationInvitationMail.EXPIRES_AT,
                invitation.expiresAt().toString());
        return mail.addOnce(id, OrganizationInvitationMail.TEMPLATE, invitation.email(), parameters);
    }

    /**
     * What a token is worth; it stays so.
     *
     * @param accountId whose address is compared; may be null
     */
    Uni<InvitationProof> prove(String token, UUID accountId) {
        return links.findByToken(token, Purpose.JOIN_ORGANIZATION)
                .onItem()
                .ifNotNull()
                .transformToUni(link -> proof(link, accountId))
                .onItem()
                .ifNull()
                .continueWith(InvitationProof.NONE);
    }

    private Uni<InvitationProof> proof(RedeemableLink link, UUID accountId) {
        return accountId == null
                ? Uni.createFrom().item(new InvitationProof(link.id(), null))
                : subjects.findAccount(link.emailCanonical())
                        .map(owner -> new InvitationProof(link.id(), addressee(owner, accountId)));
    }

    private static Addressee addressee(MailSubject owner, UUID accountId) {
        if (owner == null || !owner.active() || !accountId.equals(owner.link().accountId())) {
            return Addressee.ANOTHER;
        }
        return owner.verified() ? Addressee.VERIFIED : Addressee.UNVERIFIED;
    }
}
