package io.gatehouse.auth.account;

import io.gatehouse.contracts.error.ApiException;
import java.util.regex.Pattern;

/**
 * Which accounts are looked for; at most one of the two is not null.
 *
 * @param prefix what the address begins with
 * @param part what the address has somewhere
 */
record AccountSearch(String prefix, String part) {

    /** What the index of parts is made of. With less of it, a part would be looked for in every address there is. */
    private static final Pattern INDEXED = Pattern.compile("[a-z0-9]{3}");

    private static final int MOST_CHARACTERS = 254;

    /** Reads the query's text, which may be written in any case. A part that no index knows is taken for a beginning. */
    static AccountSearch parse(String prefix, String part) {
        if (prefix != null && part != null) {
            throw ApiException.invalid("query", "invalid_value", "must not be given together with email_prefix");
        }
        var folded = bounded("query", part);
        return folded == null || INDEXED.matcher(folded).find()
                ? new AccountSearch(bounded("email_prefix", prefix), folded)
                : new AccountSearch(folded, null);
    }

    private static String bounded(String field, String text) {
        if (text == null) {
            return null;
        }
        if (text.isEmpty() || text.length() > MOST_CHARACTERS || text.indexOf('\0') >= 0) {
            throw ApiException.invalid(
                    field, "invalid_value", "must have 1 to %d characters".formatted(MOST_CHARACTERS));
        }
        return EmailAddress.fold(text);
    }
}
