package io.gatehouse.auth.password;

import io.gatehouse.kit.configuration.NotNegative;
import io.gatehouse.kit.configuration.Positive;
import io.gatehouse.kit.configuration.PositiveDuration;
import io.gatehouse.kit.configuration.WholeNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a password must withstand, the cost of a hash, and how many may be on their way at once. */
@ConfigMapping(prefix = "gatehouse.password")
interface PasswordConfig {

    /** The least strength of a new password by zxcvbn's scale of 0 to 4; 3 withstands 10^8 guesses. */
    @WithDefault("3")
    @WithConverter(Strength.class)
    int minStrength();

    /** Words that everybody here would think of, such as the product's name; a password must not be made of them. */
    @WithDefault("${gatehouse.mail.product}")
    List<String> context();

    /** Argon2id's memory in KiB; below 19 MiB it takes more passes, by OWASP's table, or the start is refused. */
    @WithDefault("19456")
    @WithConverter(MemoryKib.class)
    int memoryKib();

    /** Argon2id's passes over that memory. */
    @WithDefault("2")
    @WithConverter(Iterations.class)
    int iterations();

    /** Argon2id's lanes; they run one after the other here, so more lanes are no faster. */
    @WithDefault("1")
    @WithConverter(Parallelism.class)
    int parallelism();

    /** Hashes computed at the same time; where it is not set, one for each core except one, which is left to all else. */
    Optional<@WithConverter(Positive.class) Integer> threads();

    /** Whether the threads hash only while no other thread wants their core; for processes that have their cores to themselves, as in a container. */
    @WithDefault("false")
    boolean schedIdle();

    /** Hashes that may wait for a thread; the next one is refused with 503. */
    @WithDefault("64")
    @WithConverter(NotNegative.class)
    int queue();

    /** How long a hash may wait for a thread before it is refused with 503. */
    @WithDefault("PT5S")
    @WithConverter(PositiveDuration.class)
    Duration maxWait();

    /** The scale of zxcvbn. */
    final class Strength extends WholeNumber {
        public Strength() {
            super(0, 4);
        }
    }

    /** From the least memory of OWASP's table to a gibibyte. */
    final class MemoryKib extends WholeNumber {
        public MemoryKib() {
            super(7_168, 1_048_576);
        }
    }

    /** More would take seconds. */
    final class Iterations extends WholeNumber {
        public Iterations() {
            super(1, 64);
        }
    }

    /** More would be no faster. */
    final class Parallelism extends WholeNumber {
        public Parallelism() {
            super(1, 16);
        }
    }
}
