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

    public Side side() {
        return side;
    }
}
