package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.kit.database.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

@Entity
class Membership {

    @Id
    UUID id;

    UUID organizationId;
    UUID accountId;
    String role;

    @Version
    long version;

    Instant createdAt;
    Instant updatedAt;

    protected Membership() {} // Hibernate

    Membership(UUID organizationId, UUID accountId, OrganizationRole role, Instant now) {
        this.id = Ids.next();
        this.organizationId = organizationId;
        this.accountId = accountId;
        this.role = stored(role);
        this.createdAt = now;
        this.updatedAt = now;
    }

    OrganizationRole role() {
        return role(role);
    }

    /** Whether it was another role before. */
    boolean change(OrganizationRole wanted, Instant now) {
        if (role() == wanted) {
            return false;
        }
        role = stored(wanted);
        updatedAt = now;
        return true;
    }

    /** A role by its name in the database; null where there is none. */
    static OrganizationRole role(String stored) {
        return stored == null ? null : OrganizationRole.valueOf(stored.toUpperCase(Locale.ROOT));
    }

    static String stored(OrganizationRole role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
