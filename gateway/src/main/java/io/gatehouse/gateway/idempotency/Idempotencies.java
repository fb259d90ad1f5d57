package io.gatehouse.gateway.idempotency;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Makes what each event loop has of its own. */
@Singleton
public class Idempotencies {

    private final Vertx vertx;
    private final IdempotencyConfig config;
    private final IdempotencyMetrics metrics;

    Idempotencies(Vertx vertx, IdempotencyConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.metrics = new IdempotencyMetrics(registry);
    }

    /** One for the event loop that calls, not yet connected. */
    public Idempotency create() {
        return new Idempotency(
                new Records(vertx, config, metrics),
                metrics,
                config.secret().orElseThrow(Idempotencies::noSecret).getBytes(StandardCharsets.UTF_8),
                Math.toIntExact(config.maxReply().asLongValue()));
    }

    private static ConfigurationException noSecret() {
        return new ConfigurationException("gatehouse.idempotency.secret (GATEHOUSE_CLIENT_SECRET) is not set");
    }
}
