package io.gatehouse.kit.eventlog;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs an action for many callers, one run at a time. Who asks while it runs shares the next run: everybody gets one that
 * began after asking, and a thousand callers cost two. A caller who gives up stops nothing.
 */
final class SharedRun {

    private final Supplier<Uni<Void>> action;
    private boolean running;
    private CompletableFuture<Void> next;

    SharedRun(Supplier<Uni<Void>> action) {
        this.action = action;
    }

    Uni<Void> join() {
        // The copy is what a caller who gives up cancels; the run itself goes on for the others.
        return Uni.createFrom().completionStage(() -> nextRun().copy());
    }

    private synchronized CompletableFuture<Void> nextRun() {
        if (next == null) {
            next = new CompletableFuture<>();
        }
        var mine = next;
        if (!running) {
            start();
        }
        return mine;
    }

    private synchronized void start() {
        var run = next;
        next = null;
        running = run != null;
        if (running) {
            // A run belongs to no caller, so nobody else subscribes to it.
            Uni.createFrom()
                    .deferred(action::get)
                    .onTermination()
                    .invoke(this::start)
                    .subscribe()
                    .with(run::complete, run::completeExceptionally);
        }
    }
}
