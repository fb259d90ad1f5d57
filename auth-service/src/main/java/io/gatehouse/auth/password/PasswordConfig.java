package io.gatehouse.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;

/** The cost of a hash, and how many may be on their way at once. */
@ConfigMapping(prefix = "gatehouse.password")
interface PasswordConfig {

    /** Argon2id's memory in KiB; less than OWASP's minimum of 19 MiB is refused. */
    @WithDefault("19456")
    @Min(19456)
    @Max(1048576)
    int memoryKib();

    /** Argon2id's passes over that memory. */
    @WithDefault("2")
    @Min(2)
    @Max(64)
    int iterations();

    /** Argon2id's lanes; they run one after the other here, so more lanes are no faster. */
    @WithDefault("1")
    @Min(1)
    @Max(16)
    int parallelism();

    /** Hashes computed at the same time; the number of cores where it is not set. */
    OptionalInt threads();

    /** Hashes that may wait for a thread; the next one is refused with 503. */
    @WithDefault("64")
    @Min(0)
    int queue();

    /** How long a hash may wait for a thread before it is refused with 503. */
    @WithDefault("PT5S")
    Duration maxWait();
}
