package io.gatehouse.kit.client;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** What callers share comes to its end in the context of one of them; the others' sessions and deadlines are in their own. */
public final class CallerContext {

    private CallerContext() {}

    /** The same result, told in the Vert.x context of whoever asks for it. */
    public static <T> Uni<T> keep(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var caller = Vertx.currentContext();
            var result = work.get();
            return caller == null ? result : result.emitOn(task -> caller.runOnContext(now -> task.run()));
        });
    }
}
