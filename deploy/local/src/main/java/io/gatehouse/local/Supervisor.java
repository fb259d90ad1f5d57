package io.gatehouse.local;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Watches the running services and servers and starts again the one that dies. */
final class Supervisor {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Stack stack;

    Supervisor(Stack stack) {
        this.stack = stack;
    }

    /** Returns when everything is ending. */
    void watch() {
        while (!stack.closed()) {
            stack.processes().forEach(Supervisor::reviveIfDead);
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void reviveIfDead(SupervisedProcess process) {
        if (process.died()) {
            Console.say(process.name() + " died and is started again; its log: " + process.log());
            process.revive(Instant.now());
        }
    }
}
