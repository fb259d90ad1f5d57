package io.gatehouse.gateway.context;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.FutureInternal;

/** The Vert.x context of the request in hand. */
public final class CurrentContext {

    private CurrentContext() {}

    /** The same result, told on this context, though it may come on the event loop of another request that asked for it first. */
    public static <T> Future<T> observe(Future<T> result) {
        // What is there and belongs to no context is told wherever it is asked for.
        if (result.isComplete() && ((FutureInternal<T>) result).context() == null) {
            return result;
        }
        var promise = ContextInternal.current().<T>promise();
        result.onComplete(promise);
        return promise.future();
    }
}
