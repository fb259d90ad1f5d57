package io.gatehouse.kit.web;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Naming a collector is all it takes: with {@code GATEHOUSE_OTLP_ENDPOINT} set traces are on, without it they are off. */
public final class TracesWhenWanted implements ConfigSource {

    private static final String DISABLED = "quarkus.otel.sdk.disabled";

    private final Map<String, String> properties;

    /** For the service loader. */
    public TracesWhenWanted() {
        this(System.getenv());
    }

    TracesWhenWanted(Map<String, String> environment) {
        var isWanted = !environment.getOrDefault("GATEHOUSE_OTLP_ENDPOINT", "").isBlank();
        this.properties = Map.of(DISABLED, String.valueOf(!isWanted));
    }

    /** Below every file and variable, so that the platform's own setting still decides where somebody uses it. */
    @Override
    public int getOrdinal() {
        return 50;
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "traces when wanted";
    }
}
