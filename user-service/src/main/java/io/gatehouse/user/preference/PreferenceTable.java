package io.gatehouse.user.preference;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their preferences. */
class PreferenceTable {

    @Produces
    @Singleton
    PersonalTable preferences() {
        return new PersonalTable(
                "preference", "account_id, key, value, created_at, updated_at", "account_id = $1::uuid", "key");
    }
}
