package io.gatehouse.bench;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Requests of one kind at a fixed rate.
 *
 * @param request sends the next one; completes with whether it was answered as it should be
 */
record Load(String name, double perSecond, Supplier<CompletableFuture<Boolean>> request) {}
