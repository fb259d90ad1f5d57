package io.gatehouse.user.organization;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much organizations may grow. */
@ConfigMapping(prefix = "gatehouse.organization")
interface OrganizationConfig {

    /** How many organizations a person may own to make one more; others are refused as {@code organization_quota_exceeded}. */
    @Min(1)
    @WithDefault("20")
    int quota();
}
