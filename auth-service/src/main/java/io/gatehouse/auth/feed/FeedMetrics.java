package io.gatehouse.auth.feed;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;

/** How many consumers wait at this instance. */
class FeedMetrics {

    void register(@Observes StartupEvent start, EventFeed feed, MeterRegistry meters) {
        Gauge.builder("gatehouse.feed.waiting", feed, EventFeed::waiting)
                .description("Consumers of the event log that wait at this instance")
                .register(meters);
    }
}
