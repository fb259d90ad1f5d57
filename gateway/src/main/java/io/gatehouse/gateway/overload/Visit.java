package io.gatehouse.gateway.overload;

/** A request that an upstream has been given, until it answers. Belongs to its event loop. */
public final class Visit {

    private final Pace pace;
    private final Priority priority;
    private final LoopWatch loop;
    private final long beganNanos = System.nanoTime();

    Visit(Pace pace, Priority priority, LoopWatch loop) {
        this.pace = pace;
        this.priority = priority;
        this.loop = loop;
        pace.began(priority);
    }

    /** Called once: the answer has begun, or there will be none. */
    public void end(boolean answered) {
        // What the answer waited for on our side is not the upstream's.
        pace.ended(priority, System.nanoTime() - beganNanos - loop.delayNanos(), answered);
    }
}
