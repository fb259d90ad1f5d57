package io.gatehouse.user.profile;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their profile. */
class ProfileTable {

    @Produces
    @Singleton
    PersonalTable profile() {
        return PersonalTable.byId(
                "profile",
                "id, display_name, search_name, given_name, family_name, locale, time_zone, avatar_url, bio, phone,"
                        + " attributes, visibility, audience, disabled_at, version, created_at, updated_at",
                "id = $1::uuid");
    }
}
