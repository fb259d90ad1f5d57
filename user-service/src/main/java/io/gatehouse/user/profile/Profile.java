package io.gatehouse.user.profile;

import io.gatehouse.contracts.user.UpdateUserRequest;
import io.gatehouse.contracts.user.Visibility;
import io.gatehouse.user.json.StoredJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;

@Entity
class Profile {

    private static final String AS_JSON = "cast(cast(? as text) as jsonb)";

    @Id
    UUID id;

    String displayName;
    String searchName;
    String givenName;
    String familyName;
    String locale;
    String timeZone;
    String avatarUrl;
    String bio;
    String phone;

    @ColumnTransformer(read = "cast(attributes as text)", write = AS_JSON)
    String attributes;

    /** For whom the profile is there at all. */
    String audience;

    @ColumnTransformer(read = "cast(visibility as text)", write = AS_JSON)
    String visibility;

    @Version
    long version;

    Instant createdAt;

    Instant updatedAt;

    protected Profile() {} // Hibernate; profiles begin in Profiles

    /** What may be changed of it. */
    UpdateUserRequest fields() {
        return new UpdateUserRequest(
                displayName,
                givenName,
                familyName,
                locale,
                timeZone,
                avatarUrl,
                bio,
                phone,
                StoredFields.attributes(attributes),
                StoredFields.visibility(visibility));
    }

    /** Takes what a person wants; nothing happens where it is the same. */
    void change(UpdateUserRequest wanted, Instant now) {
        var fields = canonical(wanted);
        if (fields.equals(fields())) {
            return;
        }
        displayName = fields.displayName();
        searchName = SearchName.of(displayName);
        givenName = fields.givenName();
        familyName = fields.familyName();
        locale = fields.locale();
        timeZone = fields.timeZone();
        avatarUrl = fields.avatarUrl();
        bio = fields.bio();
        phone = fields.phone();
        attributes = StoredJson.write(fields.attributes());
        visibility = StoredJson.write(fields.visibility());
        audience = audience(fields.visibility().displayName());
        updatedAt = now;
    }

    ProfileSnapshot snapshot() {
        return new ProfileSnapshot(id, fields(), version, createdAt, updatedAt);
    }

    /** The name of a visibility in the database. */
    static String audience(Visibility visibility) {
        return visibility.name().toLowerCase(Locale.ROOT);
    }

    /** Language tags have many spellings (RFC 5646 section 2.1.1); one of them is kept. */
    private static UpdateUserRequest canonical(UpdateUserRequest fields) {
        return new UpdateUserRequest(
                fields.displayName(),
                fields.givenName(),
                fields.familyName(),
                fields.locale() == null
                        ? null
                        : Locale.forLanguageTag(fields.locale()).toLanguageTag(),
                fields.timeZone(),
                fields.avatarUrl(),
                fields.bio(),
                fields.phone(),
                fields.attributes(),
                fields.visibility());
    }
}
