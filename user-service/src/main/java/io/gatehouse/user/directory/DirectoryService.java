package io.gatehouse.user.directory;

import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.user.directory.DirectoryRepository.Place;
import io.gatehouse.user.profile.SearchName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class DirectoryService {

    private final DirectoryRepository people;

    DirectoryService(DirectoryRepository people) {
        this.people = people;
    }

    /**
     * A page of those whose name begins with {@code query}.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<Person>> list(String query, String cursor, int limit) {
        var prefix = SearchName.of(query);
        var list = "users?query=" + prefix;
        var place = cursor == null ? Place.before(prefix) : placeOf(Cursor.decode(list, cursor));
        // One more than asked for tells whether there is a next page.
        return people.listByPrefix(prefix, place, limit + 1).map(found -> page(list, found, limit));
    }

    private static Place placeOf(Cursor cursor) {
        return new Place(cursor.text(0), cursor.uuid(1));
    }

    private static Page<Person> page(String list, List<Person> found, int limit) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var last = found.get(limit - 1);
        return new Page<>(found.subList(0, limit), Cursor.encode(list, last.searchName(), last.id()));
    }
}
