package io.gatehouse.auth.link;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of the links that they were mailed. */
class LinkTables {

    @Produces
    @Singleton
    PersonalTable links() {
        return PersonalTable.byId(
                "one_time_link",
                "id, 'withheld' AS token_hash, 'withheld' AS code_hash, code_attempts, purpose, account_id, pending_signup_id,"
                        + " email_canonical, expires_at, used_at, created_at, updated_at",
                "account_id = $1::uuid"
                        + " OR account_id IS NULL AND email_canonical IN (SELECT account_proven_addresses($1::uuid))");
    }
}
