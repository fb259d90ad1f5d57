package io.gatehouse.gateway.revocation;

import io.gatehouse.kit.web.PeerFailures;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Reads snapshots, one at a time, for as long as they are needed. Belongs to one event loop. */
final class SnapshotReader {

    private static final Logger LOG = Logger.getLogger(SnapshotReader.class);

    /** A long list must not keep auth-service busy: three times as long as it took, it is left alone. */
    private static final int REST = 3;

    private final Vertx vertx;
    private final Snapshot snapshot;
    private final Knowledge knowledge;
    private final RevocationMetrics metrics;
    private final Duration pause;
    private final PeerFailures failures = new PeerFailures();
    private boolean busy;
    private boolean told;
    private boolean closed;

    SnapshotReader(Vertx vertx, Snapshot snapshot, Knowledge knowledge, RevocationMetrics metrics, Duration pause) {
        this.vertx = vertx;
        this.snapshot = snapshot;
        this.knowledge = knowledge;
        this.metrics = metrics;
        this.pause = pause;
    }

    /** Reads at once and again after pauses, while it is needed. */
    void readWhile(BooleanSupplier needed) {
        if (needed.getAsBoolean()) {
            read(needed);
        }
    }

    /** The same, but once in any case. */
    void read(BooleanSupplier neededAgain) {
        if (busy || closed) {
            return;
        }
        busy = true;
        int gaps = knowledge.gaps();
        long begun = System.nanoTime();
        snapshot.read().onComplete(read -> {
            if (read.succeeded()) {
                knowledge.snapshotRead(gaps, begun);
            }
            tell(read);
            long took = System.nanoTime() - begun;
            long rest = Math.max(pause.toMillis(), REST * Duration.ofNanos(took).toMillis());
            vertx.setTimer(rest, _ -> {
                busy = false;
                readWhile(neededAgain);
            });
        });
    }

    void close() {
        closed = true;
    }

    private void tell(AsyncResult<Void> read) {
        metrics.snapshot(read.succeeded());
        if (read.succeeded()) {
            failures.answered();
            told = false;
        } else if (!told && !closed) {
            var level = failures.level();
            LOG.logf(level, "The list of revocations cannot be read: %s", read.cause());
            told = level == Level.WARN;
        }
    }
}
