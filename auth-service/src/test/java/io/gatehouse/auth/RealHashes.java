package io.gatehouse.auth;

import io.gatehouse.auth.password.QuickHashes;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.Duration;
import java.util.Map;

/** Hashes as they are in production, and a queue and a wait that sixteen clients outrun already. */
public final class RealHashes implements QuarkusTestProfile {

    /** How long a hash waits for a thread. */
    public static final Duration MAX_WAIT = Duration.ofMillis(500);

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                QuickHashes.REAL,
                "true",
                "gatehouse.password.queue",
                "8",
                "gatehouse.password.max-wait",
                MAX_WAIT.toString(),
                "gatehouse.throttle.multiplier",
                "100000");
    }
}
