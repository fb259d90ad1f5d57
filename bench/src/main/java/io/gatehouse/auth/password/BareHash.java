package io.gatehouse.auth.password;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** The hash of a password and nothing around it. */
public final class BareHash {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Argon2Hash.Cost cost;
    private final Argon2Memory memory;
    private final byte[] salt = new byte[Argon2Hash.SALT_BYTES];

    public BareHash(int memoryKib, int iterations, int parallelism) {
        cost = new Argon2Hash.Cost(memoryKib, iterations, parallelism);
        memory = new Argon2Memory(cost);
    }

    /** As auth-service stores it. */
    public String phc(String password) {
        return Argon2Hash.compute(password, cost, salt, memory.ofThisThread()).phc();
    }

    /** What one takes of the processor. */
    public Duration compute(String password) {
        var before = THREADS.getCurrentThreadCpuTime();
        Argon2Hash.compute(password, cost, salt, memory.ofThisThread());
        return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);
    }
}
