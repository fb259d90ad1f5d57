package io.gatehouse.auth.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How long the audit trail remembers. */
@ConfigMapping(prefix = "gatehouse.audit")
interface AuditConfig {

    /** For how many days events are kept; whole months are removed, so up to a month longer. The database refuses fewer. */
    @WithDefault("400")
    @Min(90)
    int retentionDays();
}
