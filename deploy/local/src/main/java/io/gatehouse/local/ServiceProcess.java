package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import io.gatehouse.local.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** A service of the running set. One that dies is started again, unless it keeps dying. */
final class ServiceProcess {

    // The service itself gives requests in flight 10 s.
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int DEATHS_IN_WINDOW = 3;

    private final Program program;
    private final Path runFolder;
    private final Deque<Instant> deaths = new ArrayDeque<>();
    private ManagedProcess process;
    private boolean stopping;

    ServiceProcess(Program program, Path runFolder) {
        this.program = program;
        this.runFolder = runFolder;
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        try {
            process = ManagedProcess.start(program, runFolder);
        } catch (IOException failure) {
            throw new LauncherException(
                    program.name() + " could not be started: " + failure.getMessage(), null, failure);
        }
    }

    String name() {
        return program.name();
    }

    Path log() {
        return program.log();
    }

    /** Whether it ended without having been asked to. */
    synchronized boolean died() {
        return !stopping && !process.alive();
    }

    /** Starts it again; fails when that has not helped lately. */
    synchronized void revive(Instant now) {
        deaths.add(now);
        while (deaths.peek().isBefore(now.minus(WINDOW))) {
            deaths.poll();
        }
        if (deaths.size() >= DEATHS_IN_WINDOW) {
            throw new LauncherException(name() + " died " + DEATHS_IN_WINDOW + " times within a minute", log(), null);
        }
        start();
    }

    void stop() {
        synchronized (this) {
            stopping = true;
        }
        process.stop(STOP);
    }
}
