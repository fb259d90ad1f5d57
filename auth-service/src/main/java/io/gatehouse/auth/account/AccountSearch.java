package io.gatehouse.auth.account;

import io.gatehouse.contracts.error.ApiException;

/**
 * Which accounts are looked for; at most one of the two is not null.
 *
 * @param prefix what the address begins with
 * @param part what the address has somewhere
 */
record AccountSearch(String prefix, String part) {

    /** Fewer letters are in too many addresses, and no index helps to find them. */
    private static final int PART_CHARACTERS = 3;

    private static final int MOST_CHARACTERS = 254;

    /** Reads the query's text, which may be written in any case. */
    static AccountSearch parse(String prefix, String part) {
        if (prefix != null && part != null) {
            throw ApiException.invalid("query", "invalid_value", "must not be given together with email_prefix");
        }
        return new AccountSearch(bounded("email_prefix", prefix, 1), bounded("query", part, PART_CHARACTERS));
    }

    private static String bounded(String field, String text, int least) {
        if (text == null) {
            return null;
        }
        if (text.length() < least || text.length() > MOST_CHARACTERS || text.indexOf('\0') >= 0) {
            throw ApiException.invalid(
                    field, "invalid_value", "must have %d to %d characters".formatted(least, MOST_CHARACTERS));
        }
        return EmailAddress.fold(text);
    }
}
