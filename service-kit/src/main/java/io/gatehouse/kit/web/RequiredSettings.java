package io.gatehouse.kit.web;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.Config;

/**
 * In production a service does not start without what it needs: {@code gatehouse.required-settings} lists the environment
 * variables, and the start ends with a sentence that names those missing. Secrets have no defaults.
 */
class RequiredSettings {

    private static final int BEFORE_ALL_OTHERS = 1;

    void check(@Observes @Priority(BEFORE_ALL_OTHERS) StartupEvent start, Config config) {
        if (LaunchMode.current() != LaunchMode.NORMAL) {
            return;
        }
        var missing = missing(config);
        if (!missing.isEmpty()) {
            // Of this type the runtime logs the message alone, without a stack trace.
            throw new ConfigurationException(sentence(missing));
        }
    }

    static String sentence(List<String> missing) {
        return "Not started: " + String.join(", ", missing) + (missing.size() == 1 ? " is" : " are")
                + " not set. See .env.example for what belongs there.";
    }

    static List<String> missing(Config config) {
        return config.getOptionalValues("gatehouse.required-settings", String.class).orElse(List.of()).stream()
                .filter(name -> config.getOptionalValue(name, String.class)
                        .filter(value -> !value.isBlank())
                        .isEmpty())
                .toList();
    }
}
