package io.gatehouse.gateway.proxy;

/** The exchange ended without a whole response: the client left, or the service broke off after the head was sent. */
public final class BrokenOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who left. */
    public enum Side {
        CLIENT,
        UPSTREAM
    }

    private final Side side;

    BrokenOffException(Side side) {
        super("broken off by the " + side, null, false, false);
        this.side = side;
    }

    public Side side() {
        return side;
    }
}
