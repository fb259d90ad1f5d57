package io.gatehouse.auth.revocation;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of what was revoked of them. */
class RevocationTables {

    @Produces
    @Singleton
    PersonalTable revocations() {
        return PersonalTable.byId(
                "revocation",
                "id, session_id, account_id, not_before, expires_at, appended_at, created_at, updated_at",
                "account_id = $1::uuid OR session_id IN (SELECT id FROM session WHERE account_id = $1::uuid)");
    }
}
