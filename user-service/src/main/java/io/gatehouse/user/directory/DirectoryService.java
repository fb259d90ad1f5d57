package io.gatehouse.user.directory;

import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.paging.SignedCursors;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.user.profile.ProfileSnapshot;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class DirectoryService {

    private final DirectoryRepository people;
    private final SignedCursors cursors;

    DirectoryService(DirectoryRepository people, DirectoryConfig config) {
        this.people = people;
        this.cursors = new SignedCursors(config.cursorSecret().orElseThrow());
    }

    /**
     * A page of those who are found and are there for the viewer.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<ProfileSnapshot>> list(Viewer viewer, Search search, String cursor, int limit) {
        var list = "users?" + search;
        var after = cursor == null ? Place.before(search) : Place.of(search, cursors.decode(list, cursor));
        return people.list(viewer, search, after, limit + 1)
                .map(found -> Pages.of(found, limit, last -> cursorBehind(list, search, last)))
                .map(page -> Pages.map(page, Person::profile));
    }

    /** Those of these ids that are there for the viewer, in the order of the ids. */
    Uni<List<ProfileSnapshot>> list(Viewer viewer, List<UUID> ids) {
        return people.listByIds(viewer, ids).map(found -> found.stream()
                .filter(profile -> profile.isVisibleTo(viewer))
                .sorted(Comparator.comparingInt(profile -> ids.indexOf(profile.id())))
                .toList());
    }

    private String cursorBehind(String list, Search search, Person last) {
        return cursors.encode(list, Place.behind(last).keys(search));
    }
}
