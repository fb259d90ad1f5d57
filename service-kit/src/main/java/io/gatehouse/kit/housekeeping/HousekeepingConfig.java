package io.gatehouse.kit.housekeeping;

import io.gatehouse.kit.configuration.PositiveDuration;
import io.gatehouse.kit.configuration.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rows past their retention are removed. */
@ConfigMapping(prefix = "gatehouse.housekeeping")
interface HousekeepingConfig {

    /** How often an instance asks for its turn. */
    String every();

    /** How long one instance may clean until another takes its turn; what is left then waits for the next one. */
    @WithDefault("PT1M")
    @WithConverter(PositiveDuration.class)
    Duration turn();

    /** Rows that one statement removes. */
    @WithDefault("500")
    @WithConverter(Batch.class)
    int batch();

    /** A batch is one statement. */
    final class Batch extends WholeNumber {
        public Batch() {
            super(1, 10_000);
        }
    }
}
