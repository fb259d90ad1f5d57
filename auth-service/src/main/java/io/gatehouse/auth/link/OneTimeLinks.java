package io.gatehouse.auth.link;

import static io.gatehouse.contracts.error.ErrorCode.ONE_TIME_TOKEN_INVALID;

import io.gatehouse.auth.seal.Secret;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/**
 * Links that are mailed, and codes for those who cannot follow them. Making one and looking at one are statements of their
 * own; redeeming it belongs to the transaction of what it allows.
 */
@Singleton
public class OneTimeLinks {

    private final LinkRepository links;
    private final OneTimeLinkRepository redeemed;
    private final LinkConfig config;
    private final LinkCodes codes;
    private final Clock clock;

    OneTimeLinks(
            LinkRepository links, OneTimeLinkRepository redeemed, LinkConfig config, LinkCodes codes, Clock clock) {
        this.links = links;
        this.redeemed = redeemed;
        this.config = config;
        this.codes = codes;
        this.clock = clock;
    }

    /**
     * Makes a link to be mailed; null where the address has been sent enough of them within the hour.
     *
     * @param mailId each mail has one link: another attempt to send it replaces the link, and counts no further
     */
    public Uni<MailedLink> issue(UUID mailId, Purpose purpose, LinkSubject subject, String emailCanonical) {
        return issue(new RedeemableLink(mailId, purpose, subject, emailCanonical), config.mails(), lifetime(purpose));
    }

    /** Makes the link of an invitation to an organization, whose id it gets; null as above. */
    public Uni<MailedLink> issueInvitation(UUID invitationId, String emailCanonical, Duration lifetime) {
        var link = new RedeemableLink(invitationId, Purpose.JOIN_ORGANIZATION, LinkSubject.READER, emailCanonical);
        return issue(link, config.mails(), lifetime);
    }

    /** The same however many the address has been sent: for mails that nobody but an administrator can cause. */
    public Uni<MailedLink> issueAlways(UUID mailId, Purpose purpose, LinkSubject subject, String emailCanonical) {
        return issue(
                new RedeemableLink(mailId, purpose, subject, emailCanonical), Integer.MAX_VALUE, lifetime(purpose));
    }

    private Uni<MailedLink> issue(RedeemableLink link, int most, Duration lifetime) {
        var now = clock.instant();
        var token = Secret.random();
        var code = LinkCode.random();
        var limit = new MailLimit(most, now.minus(config.mailsWindow(lifetime)));
        return codes.hash(link.id(), code)
                .chain(hash -> links.insert(link, Secret.hash(token), hash, now.plus(lifetime), limit, now))
                // The token is the fragment: no server's log, proxy or Referer header ever sees it.
                .map(kept -> kept
                        ? new MailedLink(page(link.purpose()) + "#token=" + token, code.grouped(), lifetime)
                        : null);
    }

    /** How long a link is good that is made now. */
    public Duration lifetime(Purpose purpose) {
        return switch (purpose) {
            case SIGNUP, VERIFY_EMAIL, CHANGE_EMAIL -> config.verifyLifetime();
            case RESET_PASSWORD -> config.resetLifetime();
            case INVITATION -> config.invitationLifetime();
            case JOIN_ORGANIZATION -> throw new IllegalArgumentException("An invitation says itself when it ends");
        };
    }

    /** Where a new password can be asked for, without a token. */
    public String resetPage() {
        return config.resetUrl().toString();
    }

    /**
     * The live link that is shown, still to be redeemed; {@code one_time_token_invalid} where there is none.
     *
     * @param goal what it is to achieve, as the audit trail is told of wrong codes; a token is nothing that is guessed
     */
    public Uni<RedeemableLink> find(PresentedLink presented, Set<Purpose> purposes, AuditAction goal) {
        return (presented.isToken() ? findByToken(presented, purposes) : codes.find(presented, purposes, goal))
                .onItem()
                .ifNull()
                .failWith(OneTimeLinks::invalid);
    }

    /** The live link of this purpose that has the token; null where there is none. A token is nothing that is guessed. */
    public Uni<RedeemableLink> findByToken(String token, Purpose purpose) {
        return links.findByToken(Secret.hash(token), Set.of(purpose), clock.instant());
    }

    /** Uses a link up, in the transaction that is open; of many at once, one succeeds. */
    public Uni<Void> redeem(RedeemableLink link) {
        return redeemed.findLocked(link.id())
                .invoke(found -> {
                    if (found == null || !found.redeem(clock.instant())) {
                        throw invalid();
                    }
                })
                .replaceWithVoid();
    }

    /** Takes back every link of an account that is not used yet, in the transaction that is open. */
    public Uni<Void> revokeAll(UUID accountId) {
        return redeemed.markUsed(accountId, clock.instant());
    }

    private Uni<RedeemableLink> findByToken(PresentedLink presented, Set<Purpose> purposes) {
        return links.findByToken(Secret.hash(presented.token()), purposes, clock.instant());
    }

    private URI page(Purpose purpose) {
        return switch (purpose) {
            case SIGNUP, VERIFY_EMAIL, CHANGE_EMAIL -> config.verifyUrl();
            case RESET_PASSWORD, INVITATION -> config.resetUrl();
            case JOIN_ORGANIZATION -> config.invitationUrl();
        };
    }

    private static ApiException invalid() {
        return new ApiException(ONE_TIME_TOKEN_INVALID);
    }
}
