package io.gatehouse.gateway.connection;

import io.vertx.core.buffer.Buffer;

/**
 * What is kept for a client that has not read it yet, on one connection or one stream. It is asked how much that is, so that
 * nothing has to be given back, however an exchange ends. Belongs to an event loop.
 */
public abstract class Unread {

    // Who takes less within the seconds that progress counts for does not get on.
    private static final long LEAST_PROGRESS = 4 << 10;

    private final UnreadShare share;
    private long behind;
    private long takenBefore;

    // The share's own.
    Buffer whole;
    boolean listed;
    long counted;
    long sinceNanos;
    long gotOnNanos;
    boolean hasGotOn;

    protected Unread(UnreadShare share) {
        this.share = share;
    }

    /** The bytes that were written and wait to be sent. */
    protected abstract long waiting();

    /** How many bytes its client has taken by now, from any beginning. */
    protected abstract long taken();

    /** Whether nothing is kept any more, because the connection or the stream has closed. */
    protected abstract boolean isOver();

    /** Ends it at once, with all that is kept for it. */
    protected abstract void giveWay();

    /** To be called whenever more may be waiting than before. */
    public final void grew() {
        share.look(this);
    }

    /** So many bytes more wait behind those that were written; 0 when it is none any more. */
    public final void keepBehind(long bytes) {
        behind = bytes;
        share.look(this);
    }

    /** The body that is being written is kept as long as its client has not read it; null when it is not any more. Others may share it. */
    public final void keepWhole(Buffer body) {
        share.keep(this, body);
        share.look(this);
    }

    final long bytes() {
        return isOver() ? 0 : behind + waiting();
    }

    /** Its wait begins. */
    final void begin() {
        takenBefore = taken();
    }

    /** Whether its client has taken some of it since its wait began; then it begins anew. */
    final boolean getsOn() {
        long taken = taken();
        if (taken - takenBefore < LEAST_PROGRESS) {
            return false;
        }
        takenBefore = taken;
        return true;
    }
}
