package io.gatehouse.gateway.upstream;

import io.vertx.core.Vertx;
import java.util.LinkedHashMap;

/**
 * The connections to one instance that one event loop has in use. When none is left, a request whose client is slow gives its
 * own up to one that has none: clients that hardly read, or hardly send, would else take the service from all others.
 */
final class Occupancy {

    // The network makes every client pause for shorter than that. When soon others will have
    // to be refused, a pause counts that is longer than those of clients that are fast.
    private static final long PAUSE_NANOS = 50_000_000;
    private static final long PAUSE_NANOS_IN_NEED = 5_000_000;
    private static final int LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final int most;
    private final int mostWanted;
    private final Runnable gaveWay;
    // The one that has waited longest for its client comes first.
    private final LinkedHashMap<Turn, Wait> waits = new LinkedHashMap<>();
    private int taken;
    private int wanted;
    private boolean looking;

    private record Turn(Attempt attempt, ClientPart part) {}

    private record Wait(long since, Runnable giveWay) {}

    /**
     * @param most how many connections there may be
     * @param mostWanted how many requests may wait for one
     * @param gaveWay told when a request had to give its own up
     */
    Occupancy(Vertx vertx, int most, int mostWanted, Runnable gaveWay) {
        this.vertx = vertx;
        this.most = most;
        this.mostWanted = mostWanted;
        this.gaveWay = gaveWay;
    }

    /** One more is in use. */
    void take() {
        taken++;
    }

    /** It no longer is. */
    void release(Attempt by) {
        taken--;
        if (!waits.isEmpty()) {
            goOn(by, ClientPart.BODY);
            goOn(by, ClientPart.RESPONSE);
        }
    }

    /** From now on it is its client that this one waits for. */
    void awaitClient(Attempt by, ClientPart part, Runnable giveWay) {
        waits.putLast(new Turn(by, part), new Wait(System.nanoTime(), giveWay));
    }

    void goOn(Attempt by, ClientPart part) {
        waits.remove(new Turn(by, part));
    }

    /** Whether one more would be too much to wait for a connection. */
    boolean isFull() {
        return taken + wanted >= most + mostWanted;
    }

    /** One more waits for a connection: sees to it that there will be one. */
    void want() {
        wanted++;
        relieve();
    }

    /** It has one, or needs none any more. In the pool's queue it stays until its turn, but it takes nobody's place there. */
    void wantNoMore() {
        wanted--;
    }

    // As many as are needed, of those whose clients have paused for long enough by now.
    private void relieve() {
        long now = System.nanoTime();
        for (int missing = wanted - (most - taken); missing > 0 && isSlow(now); missing--) {
            gaveWay.run();
            waits.pollFirstEntry().getValue().giveWay.run();
        }
        if (!looking && wanted > 0) {
            looking = true;
            vertx.setTimer(LOOK_MILLIS, _ -> look());
        }
    }

    private void look() {
        looking = false;
        relieve();
    }

    private boolean isSlow(long now) {
        var longest = waits.firstEntry();
        long pause = wanted > mostWanted / 2 ? PAUSE_NANOS_IN_NEED : PAUSE_NANOS;
        return longest != null && now - longest.getValue().since >= pause;
    }
}
