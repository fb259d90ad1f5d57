package io.gatehouse.user.directory;

import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.user.directory.Search.ByBeginning;
import io.gatehouse.user.directory.Search.ByPart;
import io.gatehouse.user.directory.Search.Newest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A place in the order of a list; of name and time it has the one that the list is sorted by. */
record Place(String searchName, Instant createdAt, UUID id) {

    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /** Sorts behind everything that was ever created. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** Before all that the search finds. */
    static Place before(Search search) {
        return switch (search) {
            case ByBeginning(var prefix) -> new Place(prefix, null, FIRST);
            case ByPart _ -> new Place("", null, FIRST);
            case Newest() -> new Place(null, END, LAST);
        };
    }

    static Place behind(Person person) {
        var profile = person.profile();
        return new Place(person.searchName(), profile.createdAt(), profile.id());
    }

    /** Where a page of this search ended. */
    static Place of(Search search, Cursor cursor) {
        return switch (search) {
            case ByBeginning _, ByPart _ -> new Place(cursor.text(0), null, cursor.uuid(1));
            case Newest() -> new Place(null, Instant.EPOCH.plus(cursor.number(0), ChronoUnit.MICROS), cursor.uuid(1));
        };
    }

    /** The keys of a cursor for it. */
    Object[] keys(Search search) {
        return switch (search) {
            case ByBeginning _, ByPart _ -> new Object[] {searchName, id};
            case Newest() -> new Object[] {ChronoUnit.MICROS.between(Instant.EPOCH, createdAt), id};
        };
    }
}
