package io.gatehouse.auth.account;

import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.role.RoleNames;
import io.gatehouse.contracts.auth.AccountStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Somebody who can sign in. */
@Entity
@Table(name = "account")
class Account {

    static final String EMAIL_KEY = "account_email_key";

    @Id
    UUID id;

    String email;
    String emailCanonical;
    Instant emailVerifiedAt;

    /** What the address is to be once it is verified; null where it is to stay. */
    String pendingEmail;

    String passwordHash;

    String[] roles;
    String status;

    @Version
    long version;

    Instant createdAt;
    Instant updatedAt;

    protected Account() {} // Hibernate

    Account(UUID id, EmailAddress email, String passwordHash, List<String> roles, Instant now) {
        this.id = id;
        this.email = email.written();
        this.emailCanonical = email.canonical();
        this.passwordHash = passwordHash;
        this.roles = roles.toArray(String[]::new);
        this.status = "active";
        this.createdAt = now;
        this.updatedAt = now;
    }

    List<String> roles() {
        return List.of(roles);
    }

    boolean isAdmin() {
        return roles().contains(RoleNames.ADMIN);
    }

    boolean isActive() {
        return status() == AccountStatus.ACTIVE;
    }

    AccountStatus status() {
        return AccountStatus.valueOf(status.toUpperCase(Locale.ROOT));
    }

    boolean hasPassword() {
        return !passwordHash.equals(PasswordHasher.NO_PASSWORD);
    }

    /** Nobody signs in with a password any more, until there is another one. */
    void forgetPassword(Instant now) {
        changePassword(PasswordHasher.NO_PASSWORD, now);
    }

    /** The same password, hashed at today's cost. */
    void upgradeHash(String upgraded, Instant now) {
        if (!passwordHash.equals(upgraded)) {
            passwordHash = upgraded;
            updatedAt = now;
        }
    }

    /** Whoever knew the old password may have asked for another address with it, so that wish ends as well. */
    void changePassword(String hash, Instant now) {
        passwordHash = hash;
        pendingEmail = null;
        updatedAt = now;
    }

    boolean isVerified() {
        return emailVerifiedAt != null;
    }

    void verifyEmail(Instant now) {
        if (!isVerified()) {
            emailVerifiedAt = now;
            updatedAt = now;
        }
    }

    /** Asks for another address; asking for the one it has takes back what was asked before. */
    void requestEmail(EmailAddress wanted, Instant now) {
        pendingEmail = wanted.canonical().equals(emailCanonical) ? null : wanted.written();
        updatedAt = now;
    }

    /** Takes the address that was asked for and is verified now. */
    void takePendingEmail(Instant now) {
        var address = EmailAddress.of(pendingEmail);
        email = address.written();
        emailCanonical = address.canonical();
        emailVerifiedAt = now;
        pendingEmail = null;
        updatedAt = now;
    }

    /** Whether it waits for this address. */
    boolean isPendingEmail(String canonical) {
        return pendingEmail != null && EmailAddress.of(pendingEmail).canonical().equals(canonical);
    }

    void disable(Instant now) {
        status = "disabled";
        updatedAt = now;
    }

    void enable(Instant now) {
        status = "active";
        updatedAt = now;
    }

    void makeAdmin(Instant now) {
        changeRoles(Set.of(RoleNames.USER, RoleNames.ADMIN), now);
    }

    void changeRoles(Set<String> wanted, Instant now) {
        roles = wanted.stream().sorted().toArray(String[]::new);
        updatedAt = now;
    }
}
