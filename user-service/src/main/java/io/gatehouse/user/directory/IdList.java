package io.gatehouse.user.directory;

import io.gatehouse.contracts.error.ApiException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Ids as a client lists them: separated by commas, each once. */
final class IdList {

    private static final int MOST = 100;

    /** The one spelling that {@link UUID} writes; it reads several. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);

    private IdList() {}

    static List<UUID> parse(String ids) {
        var parts = ids.split(",", MOST + 1);
        if (parts.length > MOST) {
            throw ApiException.invalid("ids", "invalid_length", "must be at most " + MOST);
        }
        if (!Stream.of(parts).allMatch(part -> ID.matcher(part).matches())) {
            throw ApiException.invalid("ids", "invalid_format", "must be ids, separated by commas");
        }
        return Stream.of(parts).map(UUID::fromString).distinct().toList();
    }
}
