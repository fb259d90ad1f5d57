package io.gatehouse.gateway.upstream;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which requests of a route are sent again.
 *
 * @param attempts how often at most
 * @param on after which failures
 * @param keyed whether requests with effects are, too, if they carry an {@code Idempotency-Key}; the service must heed it
 */
public record RetryPolicy(int attempts, Set<Reason> on, boolean keyed) {

    public static final RetryPolicy DEFAULT = new RetryPolicy(2, EnumSet.allOf(Reason.class), false);

    /** Why a request is sent again. */
    public enum Reason {
        /** No connection: nothing was sent. */
        CONNECT("connect", 0),
        /** The connection closed before an answer began. */
        RESET("reset", 0),
        BAD_GATEWAY("502", 502),
        /** Without {@code Retry-After}: a service that says when to come back is not asked before. */
        UNAVAILABLE("503", 503),
        TIMEOUT("504", 504);

        public final String wire;

        /** What was answered; 0 where nothing was. */
        final int status;

        Reason(String wire, int status) {
            this.wire = wire;
            this.status = status;
        }

        /** What an answer with this status means; null for one that is an answer like any other. */
        public static Reason of(int status, boolean saysWhenToReturn) {
            return switch (status) {
                case 502 -> BAD_GATEWAY;
                case 503 -> saysWhenToReturn ? null : UNAVAILABLE;
                case 504 -> TIMEOUT;
                default -> null;
            };
        }
    }

    public RetryPolicy {
        on = Set.copyOf(on);
        if (attempts < 0 || attempts > 5) {
            throw new IllegalArgumentException("attempts are between 0 and 5");
        }
    }
}
