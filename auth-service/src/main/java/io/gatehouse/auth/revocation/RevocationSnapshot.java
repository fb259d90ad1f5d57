package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
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
        return repository
                .listAfter(after, PAGE + 1)
                .map(found -> Pages.of(found, PAGE, last -> Cursor.encode(NAME, last.id())))
                .map(page -> Pages.map(page, StoredRevocation::revocation));
    }
}
