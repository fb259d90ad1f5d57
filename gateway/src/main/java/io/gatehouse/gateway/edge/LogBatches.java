package io.gatehouse.gateway.edge;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes many lines at once. The log's thread flushes when nothing waits any more, and pauses then: for the lines that come
 * meanwhile nobody has to wake it, which would cost a request more than its line does.
 */
final class LogBatches extends ExtHandler {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    LogBatches(ExtHandler target) {
        target.setAutoFlush(false);
        setAutoFlush(false);
        addHandler(target);
    }

    @Override
    protected void doPublish(ExtLogRecord line) {
        publishToNestedHandlers(line);
    }

    @Override
    public void flush() {
        super.flush();
        // Cut short by the end of the log, which interrupts its thread.
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
