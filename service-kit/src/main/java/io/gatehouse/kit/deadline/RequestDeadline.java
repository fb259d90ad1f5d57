package io.gatehouse.kit.deadline;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** By when the request in hand has to be answered; after that nobody waits for it any more. */
public final class RequestDeadline {

    /** Unix time in milliseconds. The clocks of gateway and service have to agree, as for tokens. */
    public static final String HEADER = "X-Request-Deadline";

    /** Outside of requests there is none. */
    public static final long NONE = Long.MAX_VALUE;

    private static final String LOCAL = "gatehouse.request-deadline";
    private static final Pattern MILLISECONDS = Pattern.compile("[0-9]{1,15}");

    private RequestDeadline() {}

    /** How much time a header leaves, zero or less where it has passed. What cannot be read, or is far away, means the longest. */
    public static Duration timeLeft(String header, Instant now, Duration longest) {
        if (header == null || !MILLISECONDS.matcher(header).matches()) {
            return longest;
        }
        var left = Duration.between(now, Instant.ofEpochMilli(Long.parseLong(header)));
        return left.compareTo(longest) < 0 ? left : longest;
    }

    /** Sets the deadline of the request in hand, so far from now. */
    public static void set(Duration left) {
        ContextLocals.put(LOCAL, System.nanoTime() + left.toNanos());
    }

    /** The deadline of the request in hand, by {@link System#nanoTime()}; {@link #NONE} where there is none. */
    public static long nanos() {
        var context = Vertx.currentContext();
        return context != null && VertxContext.isDuplicatedContext(context)
                ? ContextLocals.<Long>get(LOCAL).orElse(NONE)
                : NONE;
    }

    /** How much of a budget the request in hand has left. */
    public static Duration within(Duration budget) {
        long deadline = nanos();
        if (deadline == NONE) {
            return budget;
        }
        var left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        return left.compareTo(budget) < 0 ? left : budget;
    }
}
