package io.gatehouse.e2e.resilience;

import java.time.Duration;

/** How long the set waits for what it stands on, by its defaults ({@code .env.example}, {@code routes.yaml}). */
final class Budgets {

    /** A connection (2 s); then a statement (3 s), and a second more until its silence means that the database is gone. */
    static final Duration DATABASE = Duration.ofSeconds(2 + 3 + 1);

    /** The {@code timeout} of routes on which no password is hashed. */
    static final Duration ROUTE = Duration.ofSeconds(8);

    /** The {@code timeout} of routes on which one is. */
    static final Duration HASHING_ROUTE = Duration.ofSeconds(15);

    /** What one service waits for another: to hear of news it has not, or whose a token is. */
    static final Duration OTHER_SERVICE = Duration.ofSeconds(3);

    /** The store of idempotency keys as {@link Cluster} has it, by default a quarter of this; others wait for 10 to 100 ms. */
    static final Duration REDIS = Duration.ofSeconds(1);

    /** From the return of what was away until everything is as before. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    /** What a machine may need for itself that has two processors for six services, their database and those who call them. */
    static final Duration MACHINE = Duration.ofSeconds(2);

    /** How long that is too little for replicas that have just started and are asked by many at once. */
    static final Duration COLD = Duration.ofSeconds(30);

    private Budgets() {}
}
