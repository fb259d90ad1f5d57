package io.gatehouse.auth.account;

import io.gatehouse.auth.link.OneTimeLinks;
import io.gatehouse.auth.mail.MailComposer;
import io.gatehouse.auth.mail.MailContent;
import io.gatehouse.auth.mail.QueuedMail;
import io.gatehouse.contracts.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Asks whether its reader wants to belong to an organization. Whether they have an account does not matter yet. */
@Singleton
class OrganizationInvitationMail implements MailComposer {

    static final String TEMPLATE = "organization_invitation";
    static final String ORGANIZATION = "organization";
    static final String EXPIRES_AT = "expiresAt";

    private final OneTimeLinks links;
    private final Clock clock;

    OrganizationInvitationMail(OneTimeLinks links, Clock clock) {
        this.links = links;
        this.clock = clock;
    }

    @Override
    public String template() {
        return TEMPLATE;
    }

    @Override
    public Uni<MailContent> compose(QueuedMail message) {
        var expiresAt = Instant.parse((String) message.parameters().get(EXPIRES_AT));
        var left = Duration.between(clock.instant(), expiresAt);
        var email = canonical(message.recipient());
        if (!left.isPositive() || email == null) {
            return Uni.createFrom().nullItem();
        }
        return links.issueInvitation(message.id(), email, left)
                .onItem()
                .ifNotNull()
                .transform(link -> new MailContent(
                        TEMPLATE,
                        Map.of(
                                "link",
                                link.url(),
                                ORGANIZATION,
                                message.parameters().get(ORGANIZATION),
                                "expiresOn",
                                expiresAt.atOffset(ZoneOffset.UTC).toLocalDate().toString())));
    }

    /** Null where no account can have the address, so that nobody could accept. */
    private static String canonical(String address) {
        try {
            return EmailAddress.of(address).canonical();
        } catch (ApiException ambiguous) {
            return null;
        }
    }
}
