package io.gatehouse.gateway.proxy;

import io.gatehouse.contracts.error.ApiException;
import java.util.function.Consumer;

/**
 * A response that may go on for long: it has a connection apart from those of ordinary requests, and can be ended from here.
 * Belongs to the request's event loop.
 */
public final class Lasting {

    private final Upgrade upgrade;
    private Consumer<ApiException> end = _ -> {};

    /** @param upgrade the protocol that is asked for instead of HTTP, or null */
    public Lasting(Upgrade upgrade) {
        this.upgrade = upgrade;
    }

    /**
     * Ends it. The client is told {@code why} if its response has not begun; otherwise the response must have been ended by
     * the caller.
     */
    public void end(ApiException why) {
        end.accept(why);
    }

    Upgrade upgrade() {
        return upgrade;
    }

    void onEnd(Consumer<ApiException> action) {
        end = action;
    }
}
