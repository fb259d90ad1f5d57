package io.gatehouse.auth.audit;

import io.gatehouse.kit.configuration.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How long the audit trail remembers. */
@ConfigMapping(prefix = "gatehouse.audit")
interface AuditConfig {

    /** For how many days events are kept; whole months are removed, so up to a month longer. The database refuses fewer. */
    @WithDefault("400")
    @WithConverter(RetentionDays.class)
    int retentionDays();

    /** A trail that is shorter than a quarter explains little. */
    final class RetentionDays extends WholeNumber {
        public RetentionDays() {
            super(90, Integer.MAX_VALUE);
        }
    }
}
