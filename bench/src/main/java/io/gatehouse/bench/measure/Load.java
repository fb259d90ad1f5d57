package io.gatehouse.bench.measure;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Requests of one kind at a fixed rate, on their own or during a storm of others.
 *
 * @param request sends the next one; completes with whether it was answered as it should be
 */
public record Load(String name, double perSecond, Supplier<CompletableFuture<Boolean>> request, Supplier<Storm> storm) {

    public Load(String name, double perSecond, Supplier<CompletableFuture<Boolean>> request) {
        this(name, perSecond, request, Storm::none);
    }

    /** The same requests, at another rate, while so many clients sign in. */
    public Load during(int clients, double perSecond, Supplier<CompletableFuture<Boolean>> signIn) {
        return new Load(name + "/" + clients, perSecond, request, () -> Storm.begin(clients, signIn));
    }
}
