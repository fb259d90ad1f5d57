package io.gatehouse.gateway.overload;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;

/** The settings as they are packaged. */
final class Settings {

    private Settings() {}

    static OverloadConfig packaged() {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(OverloadConfig.class)
                .build()
                .getConfigMapping(OverloadConfig.class);
    }
}
