package io.gatehouse.auth.mfa;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their second factor: since when there is one, and nothing with which somebody could use it. */
class MfaTables {

    @Produces
    @Singleton
    PersonalTable totps() {
        return PersonalTable.byId(
                "totp",
                "id, account_id, 'withheld' AS secret_sealed, activated_at, last_step, created_at, updated_at",
                "account_id = $1::uuid");
    }

    @Produces
    @Singleton
    PersonalTable recoveryCodes() {
        return PersonalTable.byId(
                "recovery_code",
                "id, account_id, 'withheld' AS code_hash, used_at, created_at, updated_at",
                "account_id = $1::uuid");
    }

    @Produces
    @Singleton
    PersonalTable challenges() {
        return new PersonalTable(
                "mfa_challenge",
                "'withheld' AS token_hash, account_id, expires_at, used_at, created_at, updated_at",
                "account_id = $1::uuid",
                "encode(mfa_challenge.token_hash, 'hex')");
    }
}
