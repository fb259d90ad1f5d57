package io.gatehouse.gateway.edge;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Notices a client that sends a body too slowly. Time in which the gateway itself does not read, because the service is
 * slower, does not count.
 */
final class BodyPace {

    // A pause of the gateway's own that is shorter than one of so many parts may be overlooked.
    private static final int LOOKS = 10;

    private final ChannelHandlerContext context;
    private final ReadingRules rules;
    private final Runnable tooSlow;
    private Future<?> timer;
    private long came;
    private int looks;

    /** @param tooSlow told once, and then of the next body */
    BodyPace(ChannelHandlerContext context, ReadingRules rules, Runnable tooSlow) {
        this.context = context;
        this.rules = rules;
        this.tooSlow = tooSlow;
    }

    /** The rest of a body is waited for. Most bodies come at once, and need no timer. */
    void start() {
        if (timer == null) {
            anew();
            long pause = rules.bodyTimeout().toMillis() / LOOKS;
            timer = context.executor().scheduleAtFixedRate(this::look, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    /** So much of it came. */
    void came(int bytes) {
        came += bytes;
    }

    /** Nothing more is to come. */
    void end() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void look() {
        looks++;
        if (!context.channel().config().isAutoRead()) {
            anew();
        } else if (looks == LOOKS) {
            judge();
        }
    }

    private void judge() {
        if (came < rules.leastOfBody()) {
            end();
            tooSlow.run();
        } else {
            anew();
        }
    }

    private void anew() {
        came = 0;
        looks = 0;
    }
}
