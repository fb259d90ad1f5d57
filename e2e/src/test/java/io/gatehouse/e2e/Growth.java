package io.gatehouse.e2e;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How far a process's resident memory goes beyond what it was, from now on until it is asked. */
public final class Growth implements AutoCloseable {

    private final Replica process;
    private final long before;
    private final Duration cpu;
    private final long began = System.nanoTime();
    private final AtomicLong most;
    private final Thread watch;
    private volatile boolean over;

    public Growth(Replica process) {
        this.process = process;
        this.before = process.residentMegabytes();
        this.cpu = process.cpu();
        this.most = new AtomicLong(before);
        this.watch = Thread.ofPlatform().daemon().start(this::watch);
    }

    public long megabytes() {
        return most.get() - before;
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(watch);
        try {
            watch.join();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells what it was. */
    public void tell(String what) {
        System.out.printf(
                "%s: %d MB resident before, %d more at most; %s, %s of CPU%n",
                what,
                before,
                megabytes(),
                Duration.ofNanos(System.nanoTime() - began),
                process.cpu().minus(cpu));
    }

    private void watch() {
        while (!over) {
            most.accumulateAndGet(process.residentMegabytes(), Math::max);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
    }
}
