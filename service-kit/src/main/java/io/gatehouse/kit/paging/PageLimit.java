package io.gatehouse.kit.paging;

import io.gatehouse.contracts.error.ApiException;
import java.util.regex.Pattern;

/** How many items of a list a client wants: 1 to 100, and 20 where it does not say. */
public final class PageLimit {

    static final int DEFAULT = 20;
    static final int MAX = 100;

    /** In the digits of ASCII; as many as fit an int. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

    private PageLimit() {}

    /**
     * Reads {@code limit}; null is the default. A resource takes it as text, because the REST layer answers a number it
     * cannot read with "not found".
     */
    public static int parse(String limit) {
        if (limit == null) {
            return DEFAULT;
        }
        if (!WHOLE_NUMBER.matcher(limit).matches()) {
            throw ApiException.invalid("limit", "wrong_type", "must be a whole number");
        }
        var number = Integer.parseInt(limit);
        if (number < 1 || number > MAX) {
            throw ApiException.invalid("limit", "invalid_value", "must be between 1 and " + MAX);
        }
        return number;
    }
}
