package io.gatehouse.kit.configuration;

import org.eclipse.microprofile.config.spi.Converter;

/**
 * A whole number that a setting may be, from the least to the most; any other value stops the start. Named at the setting by
 * {@code @WithConverter}.
 */
public abstract class WholeNumber implements Converter<Integer> {

    private final int least;
    private final int most;

    protected WholeNumber(int least, int most) {
        this.least = least;
        this.most = most;
    }

    /** @throws IllegalArgumentException if it is no such number */
    @Override
    public final Integer convert(String value) {
        try {
            int number = Integer.parseInt(value.trim());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Said below, with what it may be.
        }
        throw new IllegalArgumentException(
                most == Integer.MAX_VALUE
                        ? "it must be a whole number of at least " + least
                        : "it must be a whole number from " + least + " to " + most);
    }
}
