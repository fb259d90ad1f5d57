package io.gatehouse.kit.feed;

import java.util.List;

/**
 * An event that is kept for as long as what it tells holds, so that a consumer which begins later with the first event
 * learns of it.
 *
 * @param type such as {@code account.created.v1}
 * @param endedBy the types that end it, such as {@code account.deleted.v1}
 */
public record Lasting(String type, List<String> endedBy) {

    public static Lasting until(String type, String... endedBy) {
        return new Lasting(type, List.of(endedBy));
    }
}
