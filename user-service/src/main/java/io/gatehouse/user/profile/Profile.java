package io.gatehouse.user.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "profile")
class Profile {

    @Id
    UUID id;

    @Column(name = "display_name")
    String displayName;

    @Column(name = "search_name")
    String searchName;

    @Version
    long version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    protected Profile() {} // Hibernate; profiles begin in Profiles

    /** Takes the name a person wants; nothing happens where it is the same. */
    void rename(String newName, Instant now) {
        if (!newName.equals(displayName)) {
            displayName = newName;
            searchName = SearchName.of(newName);
            updatedAt = now;
        }
    }
}
