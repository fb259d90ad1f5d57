package io.gatehouse.bench.measure;

import io.gatehouse.local.server.Patience;
import java.time.Duration;

/** The time until a program has done what it was asked for, whoever still waits for it: senders leave without their last answers. */
final class Rest {

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration MOST = Duration.ofSeconds(20);

    /** Of a processor, what a program needs that nobody asks for anything. */
    private static final double SHARE = 0.1;

    private Rest() {}

    /** Returns when the process rests, or after a while that a compiler may take which does not end. */
    static void await(ProcessHandle process) throws InterruptedException {
        var patience = Patience.of(MOST);
        var share = share(process);
        while (share > SHARE && !patience.isOver()) {
            share = share(process);
        }
    }

    /** How much of a processor it takes just now. */
    private static double share(ProcessHandle process) throws InterruptedException {
        var began = System.nanoTime();
        var before = ProcessorTime.of(process);
        Thread.sleep(LOOK);
        return (double) ProcessorTime.of(process).minus(before).toNanos() / (System.nanoTime() - began);
    }
}
