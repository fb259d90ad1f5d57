package io.gatehouse.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is running, and the steps that end it: last started, first ended. */
final class Stack {

    private final Deque<Runnable> ends = new ArrayDeque<>();
    private final List<SupervisedProcess> processes = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** Starts a process that is watched from here on, and ended in its turn. */
    void start(SupervisedProcess process) {
        endsWith(process::stop);
        process.start();
        processes.add(process);
    }

    /** The processes that run, in the order in which they were started. */
    List<SupervisedProcess> processes() {
        return List.copyOf(processes);
    }

    /** Remembers how something that was just started is ended; does it at once if everything is ending already. */
    void endsWith(Runnable end) {
        synchronized (this) {
            if (!closed) {
                ends.push(end);
                return;
            }
        }
        end.run();
    }

    synchronized boolean isEmpty() {
        return ends.isEmpty();
    }

    synchronized boolean closed() {
        return closed;
    }

    /** Ends everything in order. What cannot be ended does not keep the rest from ending. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        for (var end = next(); end != null; end = next()) {
            try {
                end.run();
            } catch (RuntimeException failure) {
                System.err.println("Could not end everything: " + failure.getMessage());
            }
        }
    }

    private synchronized Runnable next() {
        return ends.poll();
    }
}
