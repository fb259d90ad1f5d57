package io.gatehouse.kit.deadline;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long requests may take. Public for the filter, which answers those that came too late. */
@ConfigMapping(prefix = "gatehouse.deadline")
public interface DeadlineConfig {

    /** The most time a request has, whatever its header says, and what it has without one. */
    @WithDefault("60s")
    @WithConverter(PositiveDuration.class)
    Duration longest();
}
