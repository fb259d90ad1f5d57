package io.gatehouse.auth.audit;

import io.gatehouse.contracts.audit.AuditActor;
import io.gatehouse.contracts.audit.AuditEventResponse;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;

/** The audit trail, a page at a time, the newest first. */
@Singleton
class AuditList {

    private static final Instant FIRST = Instant.EPOCH;

    private final AuditRepository events;

    AuditList(AuditRepository events) {
        this.events = events;
    }

    /** @param cursor of the page before; null for the first page */
    Uni<Page<AuditEventResponse>> list(AuditSearch search, String cursor, int limit) {
        var list = "audit-events?" + search;
        var behind = cursor == null ? start(search.to()) : AuditPosition.decode(list, cursor);
        var from = search.from() == null ? FIRST : search.from();
        return events.list(search, behind, from, limit + 1)
                .map(found ->
                        Pages.of(found, limit, event -> AuditPosition.of(event).encode(list)));
    }

    /** What concerns one person, as they may see it. */
    Uni<Page<AuditEventResponse>> listOwn(UUID accountId, String cursor, int limit) {
        return list(AuditSearch.ofAccount(accountId), cursor, limit)
                .map(page -> Pages.map(page, event -> asSeenBy(accountId, event)));
    }

    // Where an administrator sits, or which service it was, is no business of the person's.
    private static AuditEventResponse asSeenBy(UUID accountId, AuditEventResponse event) {
        var actor = event.actor();
        if (actor.id() == null || actor.id().equals(accountId.toString())) {
            return event;
        }
        return new AuditEventResponse(
                event.id(),
                event.action(),
                event.outcome(),
                new AuditActor(actor.kind(), null),
                event.accountId(),
                event.subject(),
                null,
                null,
                null,
                event.detail(),
                event.createdAt());
    }

    private static AuditPosition start(Instant to) {
        return AuditPosition.at(to == null ? AuditSearch.LAST : to);
    }
}
