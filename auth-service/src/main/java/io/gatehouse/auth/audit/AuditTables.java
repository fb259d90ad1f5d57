package io.gatehouse.auth.audit;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of the trail: what they did, and what was done to their account, without who and where others are. */
class AuditTables {

    private static final String OWN =
            "CASE WHEN coalesce(actor_id, $1::uuid::text) = $1::uuid::text THEN %1$s END AS %1$s, ";

    @Produces
    @Singleton
    PersonalTable events() {
        return PersonalTable.byId(
                "audit_event",
                "id, action, outcome, actor_kind, "
                        + OWN.formatted("actor_id")
                        + OWN.formatted("address")
                        + OWN.formatted("device")
                        + OWN.formatted("request_id")
                        + "CASE WHEN account_id = $1::uuid THEN account_id END AS account_id, subject, detail, created_at",
                "account_id = $1::uuid OR actor_id = $1::uuid::text");
    }
}
