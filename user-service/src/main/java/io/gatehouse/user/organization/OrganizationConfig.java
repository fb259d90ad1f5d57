package io.gatehouse.user.organization;

import io.gatehouse.kit.configuration.Positive;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How much organizations may grow. */
@ConfigMapping(prefix = "gatehouse.organization")
interface OrganizationConfig {

    /** How many organizations a person may own to make one more; others are refused as {@code organization_quota_exceeded}. */
    @WithDefault("20")
    @WithConverter(Positive.class)
    int quota();
}
