package io.gatehouse.auth.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Somebody who can sign in. */
@Entity
@Table(name = "account")
class Account {

    static final String EMAIL_KEY = "account_email_key";
    static final String USER = "user";
    static final String ADMIN = "admin";

    @Id
    UUID id;

    String email;
    String emailCanonical;
    Instant emailVerifiedAt;
    String passwordHash;
    String[] roles;
    String status;
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
        return roles().contains(ADMIN);
    }

    boolean isActive() {
        return status.equals("active");
    }

    /** Replaces the hash that was verified; a password changed meanwhile stays changed. */
    void upgradeHash(String verified, String upgraded, Instant now) {
        if (passwordHash.equals(verified)) {
            passwordHash = upgraded;
            updatedAt = now;
        }
    }

    void makeAdmin(Instant now) {
        roles = new String[] {USER, ADMIN};
        updatedAt = now;
    }
}
