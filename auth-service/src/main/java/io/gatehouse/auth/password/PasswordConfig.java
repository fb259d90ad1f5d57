package io.gatehouse.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** What a password must withstand, the cost of a hash, and how many may be on their way at once. */
@ConfigMapping(prefix = "gatehouse.password")
interface PasswordConfig {

    /** The least strength of a new password by zxcvbn's scale of 0 to 4; 3 withstands 10^8 guesses. */
    @WithDefault("3")
    @Min(0)
    @Max(4)
    int minStrength();

    /** Words that everybody here would think of, such as the product's name; a password must not be made of them. */
    @WithDefault("${gatehouse.mail.product}")
    List<String> context();

    /** Argon2id's memory in KiB; below 19 MiB it takes more passes, by OWASP's table, or the start is refused. */
    @WithDefault("19456")
    @Min(7168)
    @Max(1048576)
    int memoryKib();

    /** Argon2id's passes over that memory. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int iterations();

    /** Argon2id's lanes; they run one after the other here, so more lanes are no faster. */
    @WithDefault("1")
    @Min(1)
    @Max(16)
    int parallelism();

    /** Hashes computed at the same time; where it is not set, one for each core except one, which is left to all else. */
    OptionalInt threads();

    /** Whether the threads hash only while no other thread wants their core; for processes that have their cores to themselves, as in a container. */
    @WithDefault("false")
    boolean schedIdle();

    /** Hashes that may wait for a thread; the next one is refused with 503. */
    @WithDefault("64")
    @Min(0)
    int queue();

    /** How long a hash may wait for a thread before it is refused with 503. */
    @WithDefault("PT5S")
    Duration maxWait();
}
