package io.gatehouse.auth.account;

import io.gatehouse.auth.role.RoleNames;
import io.gatehouse.kit.database.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A sign-up that waits until its address is verified. */
@Entity
@Table(name = "pending_signup")
class PendingSignup {

    /** Until its mail leaves, which may wait for the mail server; from then on as long as the link in it. */
    private static final Duration LIFETIME = Duration.ofDays(2);

    @Id
    UUID id;

    String email;
    String emailCanonical;
    String passwordHash;
    String displayName;
    Instant expiresAt;
    Instant createdAt;
    Instant updatedAt;

    protected PendingSignup() {} // Hibernate

    PendingSignup(EmailAddress email, String passwordHash, String displayName, Instant now) {
        this.id = Ids.next();
        this.email = email.written();
        this.emailCanonical = email.canonical();
        this.passwordHash = passwordHash;
        this.displayName = displayName;
        this.expiresAt = now.plus(LIFETIME);
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The account it becomes, with its address verified. */
    Account admit(Instant now) {
        var account = new Account(
                Ids.next(), new EmailAddress(email, emailCanonical), passwordHash, List.of(RoleNames.USER), now);
        account.verifyEmail(now);
        return account;
    }
}
