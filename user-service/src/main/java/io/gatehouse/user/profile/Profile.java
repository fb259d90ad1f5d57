package io.gatehouse.user.profile;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

@Entity
class Profile {

    @Id
    UUID id;

    String displayName;

    String searchName;

    @Version
    long version;

    Instant createdAt;

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
