package io.gatehouse.local;

import io.gatehouse.local.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/** A process of the running set. One that dies is started again, unless it keeps dying. */
final class SupervisedProcess {

    // The services give requests in flight 10 s, the servers are faster.
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int DEATHS_IN_WINDOW = 3;

    private final String name;
    private final Path log;
    private final Supplier<ManagedProcess> starter;
    private final Deque<Instant> deaths = new ArrayDeque<>();
    private ManagedProcess process;
    private boolean stopping;

    SupervisedProcess(String name, Path log, Supplier<ManagedProcess> starter) {
        this.name = name;
        this.log = log;
        this.starter = starter;
    }

    synchronized void start() {
        if (!stopping) {
            process = starter.get();
        }
    }

    String name() {
        return name;
    }

    Path log() {
        return log;
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
            throw new LauncherException(name + " died " + DEATHS_IN_WINDOW + " times within a minute", log, null);
        }
        start();
    }

    /** Waits for a start that is under way, so that it leaves nothing behind. */
    void stop() {
        stop(STOP);
    }

    /** The same for one that has more to do at its end. */
    void stop(Duration patience) {
        ending().ifPresent(last -> last.stop(patience));
    }

    /** Ends it without letting it do what it does at its end. */
    void kill() {
        ending().ifPresent(ManagedProcess::kill);
    }

    private synchronized Optional<ManagedProcess> ending() {
        stopping = true;
        return Optional.ofNullable(process);
    }
}
