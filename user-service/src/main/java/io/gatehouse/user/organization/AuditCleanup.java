package io.gatehouse.user.organization;

import io.gatehouse.kit.housekeeping.Cleanup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What becomes of old entries of the audit trail. */
class AuditCleanup {

    @Produces
    @Singleton
    Cleanup auditEvents(AuditConfig config) {
        return new Cleanup("audit_events", "SELECT audit_remove_old($1, $2)", Duration.ofDays(config.retentionDays()));
    }
}
