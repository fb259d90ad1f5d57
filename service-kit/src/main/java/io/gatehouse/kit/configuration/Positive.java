package io.gatehouse.kit.configuration;

/** At least 1. */
public final class Positive extends WholeNumber {
    public Positive() {
        super(1, Integer.MAX_VALUE);
    }
}
