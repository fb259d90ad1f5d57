package io.gatehouse.auth.feed;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the event log is handed out. */
@ConfigMapping(prefix = "gatehouse.feed")
interface FeedConfig {

    /** How often the log is looked at while a consumer waits; the delay an event has at most. */
    @WithDefault("PT0.1S")
    Duration pollInterval();

    /** How long events are kept; a consumer that is away for longer misses some. */
    @WithDefault("P30D")
    Duration retention();
}
