package io.gatehouse.gateway.connection;

import io.netty.channel.EventLoop;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * How much one event loop keeps for clients that have not read it yet. When it is too much, the one goes first that has waited
 * longest without getting on. Belongs to the event loop, but for the sum.
 */
public final class UnreadShare {

    private static final Logger LOG = Logger.getLogger(UnreadShare.class);
    private static final long LOOK_MILLIS = 100;

    // What is decided is decided on numbers that are not older.
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    // A client that reads steadily takes what waits in pieces, with pauses between them: others go first that have just
    // come and take nothing.
    private static final long CREDIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    // What is taken in the beginning is taken by the kernel, for a
    // client that may read nothing of it. Within this time it is noted.
    private static final long FILLING_NANOS = TimeUnit.MILLISECONDS.toNanos(2 * LOOK_MILLIS);
    private static final long TOLD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final EventLoop loop;
    private final long most;
    private final AtomicLong sum = new AtomicLong();
    // Of each the one comes first that has waited longest.
    private final LinkedHashSet<Unread> standing = new LinkedHashSet<>();
    private final LinkedHashSet<Unread> gettingOn = new LinkedHashSet<>();
    private final IdentityHashMap<Buffer, Integer> bodies = new IdentityHashMap<>();
    private boolean looking;
    private boolean relieving;
    private long lookedNanos = System.nanoTime();
    private long toldNanos = lookedNanos - TOLD_NANOS;
    private long untold;

    UnreadShare(EventLoop loop, long most) {
        this.loop = loop;
        this.most = most;
    }

    /** The bytes that are kept, as they were known last. */
    long sum() {
        return sum.get();
    }

    /** More or less may be kept for it than before. */
    void look(Unread unread) {
        long bytes = unread.bytes();
        if (!unread.listed) {
            if (bytes == 0 && unread.whole == null) {
                return;
            }
            enter(unread);
        }
        count(unread, bytes);
        relieveSoon();
    }

    /** The same body is counted once, however many wait with it. */
    void keep(Unread unread, Buffer body) {
        if (unread.whole != null && bodies.merge(unread.whole, -1, Integer::sum) == 0) {
            bodies.remove(unread.whole);
            sum.addAndGet(-unread.whole.length());
        }
        unread.whole = body;
        if (body != null && bodies.merge(body, 1, Integer::sum) == 1) {
            sum.addAndGet(body.length());
        }
    }

    private void enter(Unread unread) {
        unread.listed = true;
        unread.begin();
        begin(unread, System.nanoTime());
        if (!looking) {
            looking = true;
            lookLater();
        }
    }

    private void begin(Unread unread, long now) {
        unread.sinceNanos = now;
        (unread.hasGotOn && now - unread.gotOnNanos < CREDIT_NANOS ? gettingOn : standing).add(unread);
    }

    private void leave(Unread unread) {
        keep(unread, null);
        count(unread, 0);
        unread.listed = false;
        forget(unread);
    }

    private void forget(Unread unread) {
        if (!standing.remove(unread)) {
            gettingOn.remove(unread);
        }
    }

    private void count(Unread unread, long bytes) {
        if (bytes != unread.counted) {
            sum.addAndGet(bytes - unread.counted);
            unread.counted = bytes;
        }
    }

    private void lookLater() {
        var _ = loop.schedule(
                () -> {
                    lookAtAll(System.nanoTime());
                    looking = size() > 0;
                    if (looking) {
                        lookLater();
                    }
                },
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void lookAtAll(long now) {
        lookedNanos = now;
        for (var all : List.of(standing, gettingOn)) {
            for (var unread : new ArrayList<>(all)) {
                lookAgain(unread, now);
            }
        }
    }

    private void lookAgain(Unread unread, long now) {
        if (unread.isOver()) {
            leave(unread);
            return;
        }
        // In this order: what the kernel took at first is not to count later either.
        if (unread.getsOn() && now - unread.sinceNanos >= FILLING_NANOS) {
            unread.hasGotOn = true;
            unread.gotOnNanos = now;
            forget(unread);
            begin(unread, now);
        }
        long bytes = unread.bytes();
        if (bytes == 0 && unread.whole == null) {
            leave(unread);
        } else {
            count(unread, bytes);
        }
    }

    // Not within whoever writes just now: what gives way may be just that.
    private void relieveSoon() {
        if (!relieving && sum.get() > most) {
            relieving = true;
            loop.execute(this::relieve);
        }
    }

    // One after the other: what a closed connection had is only known to be gone when others have heard of its end.
    // One that is alone may have as much as it needs.
    private void relieve() {
        relieving = false;
        long now = System.nanoTime();
        if (now - lookedNanos > FRESH_NANOS) {
            lookAtAll(now);
        }
        if (sum.get() <= most || size() < 2) {
            return;
        }
        var longest = longest();
        leave(longest);
        longest.giveWay();
        tell(now);
        relieveSoon();
    }

    private Unread longest() {
        if (standing.isEmpty()) {
            return gettingOn.getFirst();
        }
        boolean onlyStanding =
                gettingOn.isEmpty() || standing.getFirst().sinceNanos - gettingOn.getFirst().sinceNanos < CREDIT_NANOS;
        return onlyStanding ? standing.getFirst() : gettingOn.getFirst();
    }

    private int size() {
        return standing.size() + gettingOn.size();
    }

    private void tell(long now) {
        untold++;
        if (now - toldNanos >= TOLD_NANOS) {
            LOG.warnf(
                    "What clients have not read takes more than the %d bytes that it may here:"
                            + " %d responses were ended for it since the last such line",
                    most, untold);
            toldNanos = now;
            untold = 0;
        }
    }
}
