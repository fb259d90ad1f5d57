package io.gatehouse.auth.link;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A link that was mailed. It is made by {@link LinkRepository}; here it is redeemed, once. */
@Entity
@Table(name = "one_time_link")
class OneTimeLink {

    @Id
    UUID id;

    String purpose;
    UUID accountId;
    UUID pendingSignupId;
    String emailCanonical;
    Instant expiresAt;
    Instant usedAt;
    Instant updatedAt;

    protected OneTimeLink() {} // Hibernate; made by SQL

    /** Uses it up; false where it was used before or has expired. */
    boolean redeem(Instant now) {
        if (usedAt != null || !expiresAt.isAfter(now)) {
            return false;
        }
        usedAt = now;
        updatedAt = now;
        return true;
    }

    RedeemableLink redeemable() {
        return new RedeemableLink(id, Purpose.of(purpose), new LinkSubject(accountId, pendingSignupId), emailCanonical);
    }
}
