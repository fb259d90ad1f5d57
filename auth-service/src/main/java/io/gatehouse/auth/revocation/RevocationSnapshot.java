package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The revocations that still matter, a page at a time: from the table, which knows those that are not appended yet. */
@Singleton
class RevocationSnapshot {

    private static final String NAME = "revocations";
    private static final int PAGE = 1_000;

    /** Sorts before every id. */
    private static final UUID FIRST = new UUID(0, 0);

    private final RevocationRepository repository;

    RevocationSnapshot(RevocationRepository repository) {
        this.repository = repository;
    }

    /**
     * One page.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<Revocation>> page(String cursor) {
        var after = cursor == null ? FIRST : Cursor.decode(NAME, cursor).uuid(0);
        // One more than a page holds tells whether there is a next one.
        return repository.listAfter(after, PAGE + 1).map(RevocationSnapshot::page);
    }

    private static Page<Revocation> page(List<StoredRevocation> found) {
        var items = found.stream().limit(PAGE).map(StoredRevocation::revocation).toList();
        return new Page<>(
                items,
                found.size() <= PAGE
                        ? null
                        : Cursor.encode(NAME, found.get(PAGE - 1).id()));
    }
}
