package io.gatehouse.kit.paging;

import io.gatehouse.contracts.paging.Page;
import java.util.List;
import java.util.function.Function;

/** Makes pages of what a list yields. */
public final class Pages {

    private Pages() {}

    /**
     * A page of so many items at most. One more item than that tells that there is a next page.
     *
     * @param cursor the cursor behind an item
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        return found.size() <= limit
                ? new Page<>(found, null)
                : new Page<>(List.copyOf(found.subList(0, limit)), cursor.apply(found.get(limit - 1)));
    }

    /** The same page with its items as clients see them. */
    public static <T, R> Page<R> map(Page<T> page, Function<T, R> mapper) {
        return new Page<>(page.items().stream().map(mapper).toList(), page.nextCursor());
    }
}
