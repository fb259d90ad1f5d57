package io.gatehouse.user.organization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How long the audit trail remembers. */
@ConfigMapping(prefix = "gatehouse.audit")
interface AuditConfig {

    /** For how many days events are kept. The database refuses fewer. */
    @WithDefault("400")
    @Min(90)
    int retentionDays();
}
