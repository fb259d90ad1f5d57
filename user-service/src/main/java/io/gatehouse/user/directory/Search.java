package io.gatehouse.user.directory;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.user.profile.SearchName;
import java.util.regex.Pattern;

/** Which people are looked for, and in which order. */
sealed interface Search {

    /** What the index of parts is made of. With less of it, a part would be looked for in every name there is. */
    Pattern INDEXED = Pattern.compile("[a-z0-9]{3}");

    /** Those whose name begins so, by name; everybody where it is empty. */
    record ByBeginning(String prefix) implements Search {}

    /** Those whose name contains it, by name. */
    record ByPart(String part) implements Search {}

    /** Everybody, the newest first. */
    record Newest() implements Search {}

    /** Reads the query's text and order. A part that no index knows is taken for a beginning. */
    static Search parse(String query, String sort) {
        var text = SearchName.of(query);
        return switch (sort) {
            case "display_name" -> INDEXED.matcher(text).find() ? new ByPart(text) : new ByBeginning(text);
            case "-created_at" -> {
                if (!text.isEmpty()) {
                    throw ApiException.invalid("sort", "invalid_value", "must be display_name where there is a query");
                }
                yield new Newest();
            }
            default -> throw ApiException.invalid("sort", "invalid_value", "must be one of display_name, -created_at");
        };
    }
}
