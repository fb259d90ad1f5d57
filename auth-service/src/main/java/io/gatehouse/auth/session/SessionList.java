package io.gatehouse.auth.session;

import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.identity.Identity;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** The open sessions of a person, a page at a time. */
@ApplicationScoped
class SessionList {

    private static final String NAME = "sessions";

    /** Sorts behind every id. */
    private static final UUID LAST = new UUID(-1, -1);

    private final SessionRepository sessions;
    private final LiveSessions live;
    private final RefreshConfig refresh;
    private final Clock clock;

    SessionList(SessionRepository sessions, LiveSessions live, RefreshConfig refresh, Clock clock) {
        this.sessions = sessions;
        this.live = live;
        this.refresh = refresh;
        this.clock = clock;
    }

    /**
     * The newest first.
     *
     * @param cursor of the page before; null for the first page
     */
    @WithSession
    Uni<Page<Session>> list(Identity person, String cursor, int limit) {
        var before = cursor == null ? LAST : Cursor.decode(NAME, cursor).uuid(0);
        var now = clock.instant();
        // One more than asked for tells whether there is a next page.
        return live.get(person)
                .chain(own ->
                        sessions.listOpen(own.accountId, before, now, now.minus(refresh.idleTimeout()), limit + 1))
                .map(found -> Pages.of(found, limit, session -> Cursor.encode(NAME, session.id)));
    }
}
