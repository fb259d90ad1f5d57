package io.gatehouse.auth.session;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their sessions. Of tokens they learn that there were some. */
class SessionTables {

    @Produces
    @Singleton
    PersonalTable sessions() {
        return PersonalTable.byId(
                "session",
                "id, account_id, address, device, last_used_at, authenticated_at, amr, expires_at, ended_at, end_reason,"
                        + " created_at, updated_at",
                "account_id = $1::uuid");
    }

    @Produces
    @Singleton
    PersonalTable tokens() {
        return new PersonalTable(
                "refresh_token",
                "'withheld' AS token_hash, session_id, expires_at, used_at,"
                        + " CASE WHEN successor_hash IS NOT NULL THEN 'withheld' END AS successor_hash,"
                        + " CASE WHEN successor_sealed IS NOT NULL THEN 'withheld' END AS successor_sealed, created_at, updated_at",
                "session_id IN (SELECT id FROM session WHERE account_id = $1::uuid)",
                "encode(refresh_token.token_hash, 'hex')");
    }
}
