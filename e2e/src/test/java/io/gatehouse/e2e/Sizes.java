package io.gatehouse.e2e;

/** How much a test does: little, which fits into every run of all tests, or as much as its promise speaks of. */
public final class Sizes {

    /** {@code -Dgatehouse.e2e.long=true}, as {@code ./gatehouse test --resilience} says it. */
    public static final boolean LONG = Boolean.getBoolean("gatehouse.e2e.long");

    private Sizes() {}
}
