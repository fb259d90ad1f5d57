package io.gatehouse.auth.erasure;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their erasure. After its beginning nobody can ask any more. */
class ErasureTables {

    @Produces
    @Singleton
    PersonalTable erasures() {
        return new PersonalTable(
                "erasure",
                "account_id, language, requested_at, due_at, closed_at, created_at, updated_at",
                "account_id = $1::uuid",
                "account_id::text");
    }
}
