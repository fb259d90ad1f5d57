package io.gatehouse.kit.feed;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this service's event log is handed out. */
@ConfigMapping(prefix = "gatehouse.feed")
interface FeedConfig {

    /** Whether there is one. Decided when the service is built: without it, there is no resource. */
    @WithDefault("false")
    boolean enabled();

    /** The {@code source} of every event: who tells, as a URI reference (CloudEvents 1.0). */
    String source();

    /**
     * The number of the advisory lock under which events get their positions. Services on one database take turns where they
     * share it, so each has its own.
     */
    @WithDefault("1")
    long lock();

    /** How often the log is looked at while a consumer waits; the delay an event has at most. */
    @WithDefault("PT0.1S")
    @WithConverter(PositiveDuration.class)
    Duration pollInterval();

    /** How long events are kept; a consumer that is away for longer misses some. */
    @WithDefault("P30D")
    @WithConverter(PositiveDuration.class)
    Duration retention();
}
