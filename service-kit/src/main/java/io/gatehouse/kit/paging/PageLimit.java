package io.gatehouse.kit.paging;

import io.gatehouse.contracts.error.ApiException;

/** How many items of a list a client wants: 1 to 100, and 20 where it does not say. */
public final class PageLimit {

    private static final int DEFAULT = 20;
    private static final int MAX = 100;

    private PageLimit() {}

    /**
     * Reads {@code limit}; null is the default. A resource takes it as text, because the REST layer answers a number it
     * cannot read with "not found".
     */
    public static int parse(String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        try {
            var number = Integer.parseInt(limit);
            if (number >= 1 && number <= MAX) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw ApiException.invalid("limit", "wrong_type", "must be a whole number");
        }
        throw ApiException.invalid("limit", "invalid_value", "must be between 1 and " + MAX);
    }
}
