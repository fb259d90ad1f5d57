package io.gatehouse.gateway.proxy;

import io.gatehouse.contracts.error.ApiException;

/** The exchange ended without a whole response: the client left, or the service broke off after the head was sent. */
public final class BrokenOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who left. */
    public enum Side {
        CLIENT,
        UPSTREAM
    }

    private final Side side;

    private BrokenOffException(Side side, Throwable cause) {
        super("broken off by the " + side, cause, false, false);
        this.side = side;
    }

    /** The client left before it could be answered. */
    public static BrokenOffException byClient() {
        return new BrokenOffException(Side.CLIENT, null);
    }

    static BrokenOffException byUpstream(Throwable cause) {
        return new BrokenOffException(Side.UPSTREAM, cause);
    }

    /** What it means that the end of a response could not be sent: a step refused it, or the client has gone. */
    static RuntimeException unsent(Throwable failure) {
        return failure instanceof ApiException refused ? refused : byClient();
    }

    public Side side() {
        return side;
    }
}
