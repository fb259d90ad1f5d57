package io.gatehouse.auth.key;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When a key's time has come, so that nobody who keeps the published keys for {@code max-age} refuses a good token. */
@Singleton
class KeySchedule {

    /** What the clocks of instances may differ by, and what they need to notice a change, generously. */
    private static final Duration PROPAGATION = Duration.ofMinutes(1);

    private final KeyConfig config;
    private final Clock clock;

    KeySchedule(KeyConfig config, Clock clock) {
        require(
                config.publishAhead().compareTo(config.publishedFor().plus(PROPAGATION)) >= 0,
                "GATEHOUSE_KEY_PUBLISH_AHEAD must be GATEHOUSE_KEY_PUBLISHED_FOR and a minute at least");
        require(
                config.rotationPeriod().compareTo(config.publishAhead()) >= 0,
                "GATEHOUSE_KEY_ROTATION_PERIOD must not be shorter than GATEHOUSE_KEY_PUBLISH_AHEAD");
        this.config = config;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether it has signed for long enough. */
    boolean isDue(StoredKey active) {
        return hasPassed(active.signsSince().plus(config.rotationPeriod()));
    }

    /** Whether every verifier has had the time to learn of it. */
    boolean isKnown(StoredKey next) {
        return !untilKnown(next).isPositive();
    }

    /** How much longer that takes. */
    Duration untilKnown(StoredKey next) {
        return Duration.between(now(), next.createdAt().plus(config.publishAhead()));
    }

    /** Whether everything it has signed has expired, also what an instance signed that noticed late. */
    boolean isSpent(StoredKey retired) {
        return hasPassed(retired.retiredAt().plus(config.tokenLifetime()).plus(config.publishAhead()));
    }

    private boolean hasPassed(Instant time) {
        return !now().isBefore(time);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
