package io.gatehouse.local;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Watches the running services and starts again the one that dies. */
final class Supervisor {

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Services services;
    private final Stack stack;

    Supervisor(Services services, Stack stack) {
        this.services = services;
        this.stack = stack;
    }

    /** Returns when everything is ending. */
    void watch() {
        while (!stack.closed()) {
            for (var process : services.all()) {
                reviveIfDead(process);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private static void reviveIfDead(ServiceProcess process) {
        if (process.died()) {
            process.revive(Instant.now());
            Console.say(process.name() + " died and was started again; its log: " + process.log());
        }
    }
}
