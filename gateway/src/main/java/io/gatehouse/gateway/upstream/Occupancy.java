package io.gatehouse.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;

/**
 * The connections to one instance that one event loop has in use. When none is left, a request whose client is slow gives its
 * own up to one that has none: clients that hardly read, or hardly send, would else take the service from all others.
 */
final class Occupancy {

    // The network makes every client pause for shorter than that.
    private static final long PAUSE_NANOS = 50_000_000;
    private static final int LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final int most;
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
     * @param gaveWay told when a request had to give its own up
     */
    Occupancy(Vertx vertx, int most, Runnable gaveWay) {
        this.vertx = vertx;
        this.most = most;
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

    /** Sees to it that there will be a connection for a request that has none yet. */
    void await(Future<?> opening) {
        if (!opening.isComplete()) {
            wanted++;
            opening.onComplete(_ -> wanted--);
            relieve();
        }
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
        return longest != null && now - longest.getValue().since >= PAUSE_NANOS;
    }
}
