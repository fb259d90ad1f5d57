package io.gatehouse.user.organization;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of their part in organizations: what is theirs, and nothing of others. */
class OrganizationTables {

    @Produces
    @Singleton
    PersonalTable memberships() {
        return PersonalTable.byId(
                "membership",
                "id, organization_id, (SELECT name FROM organization WHERE id = organization_id) AS organization,"
                        + " account_id, role, version, created_at, updated_at",
                "account_id = $1::uuid");
    }

    @Produces
    @Singleton
    PersonalTable invitations() {
        return PersonalTable.byId(
                "invitation",
                "id, organization_id, email, role, invited_by, expires_at, mailed_at, created_at, updated_at",
                "invited_by = $1::uuid");
    }

    /** Of what others did, that it was done. */
    @Produces
    @Singleton
    PersonalTable auditEvents() {
        return PersonalTable.byId(
                "audit_event",
                "id, organization_id, action, CASE WHEN actor_id = $1::uuid THEN actor_id END AS actor_id,"
                        + " CASE WHEN detail ->> 'account_id' = $1::uuid::text THEN detail ELSE detail - 'account_id' END AS detail,"
                        + " CASE WHEN actor_id = $1::uuid THEN request_id END AS request_id, created_at",
                "actor_id = $1::uuid OR detail ->> 'account_id' = $1::uuid::text");
    }
}
