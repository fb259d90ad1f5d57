package io.gatehouse.kit.configuration;

/** At least 0, which mostly means none. */
public final class NotNegative extends WholeNumber {
    public NotNegative() {
        super(0, Integer.MAX_VALUE);
    }
}
