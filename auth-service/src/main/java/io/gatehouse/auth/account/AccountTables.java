package io.gatehouse.auth.account;

import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their account. Of a password they learn that there is one. */
class AccountTables {

    @Produces
    @Singleton
    PersonalTable account() {
        return PersonalTable.byId(
                "account",
                "id, email, email_canonical, email_verified_at, pending_email, CASE WHEN password_hash <> '"
                        + PasswordHasher.NO_PASSWORD
                        + "' THEN 'withheld' END AS password_hash, roles, status, version, created_at, updated_at",
                "id = $1::uuid");
    }

    @Produces
    @Singleton
    PersonalTable roles() {
        return new PersonalTable(
                "account_role", "account_id, role, created_at, updated_at", "account_id = $1::uuid", "role");
    }

    @Produces
    @Singleton
    PersonalTable formerAddresses() {
        return PersonalTable.byId(
                "former_address",
                "id, account_id, email, email_canonical, proven, created_at, updated_at",
                "account_id = $1::uuid");
    }

    @Produces
    @Singleton
    PersonalTable pendingSignups() {
        return PersonalTable.byId(
                "pending_signup",
                "id, email, email_canonical, 'withheld' AS password_hash, display_name, expires_at, created_at, updated_at",
                "email_canonical IN (SELECT account_proven_addresses($1::uuid))");
    }
}
