package io.gatehouse.auth.revocation;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How revocations reach the stream. */
@ConfigMapping(prefix = "gatehouse.revocation")
interface RevocationConfig {

    /** How long a request that has ended a session waits for Redis; what is not appended by then follows within a second. */
    @WithDefault("PT0.1S")
    @WithConverter(PositiveDuration.class)
    Duration redisBudget();
}
