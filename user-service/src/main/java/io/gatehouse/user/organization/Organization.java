package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.OrganizationResponse;
import io.gatehouse.contracts.organization.OrganizationRole;
import io.gatehouse.kit.database.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
class Organization {

    @Id
    UUID id;

    String name;

    @Version
    long version;

    Instant createdAt;
    Instant updatedAt;

    protected Organization() {} // Hibernate

    Organization(String name, Instant now) {
        this.id = Ids.next();
        this.name = name;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Whether it had another name before. */
    boolean rename(String wanted, Instant now) {
        if (name.equals(wanted)) {
            return false;
        }
        name = wanted;
        updatedAt = now;
        return true;
    }

    /** As it is shown to a member. */
    OrganizationResponse shownTo(OrganizationRole role) {
        return new OrganizationResponse(id, name, role, createdAt, updatedAt, version);
    }
}
