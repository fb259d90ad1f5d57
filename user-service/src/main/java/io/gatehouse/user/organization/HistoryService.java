package io.gatehouse.user.organization;

import io.gatehouse.contracts.organization.OrganizationEventResponse;
import io.gatehouse.contracts.paging.Page;
import io.gatehouse.kit.paging.Cursor;
import io.gatehouse.kit.paging.Pages;
import io.gatehouse.kit.viewer.Viewer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** The audit trail as those read it who look after an organization. */
@ApplicationScoped
class HistoryService {

    /** Later than everything that was ever done. */
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    private static final UUID LAST = new UUID(-1, -1);

    private final OrganizationRepository organizations;
    private final AuditRepository events;

    HistoryService(OrganizationRepository organizations, AuditRepository events) {
        this.organizations = organizations;
        this.events = events;
    }

    /**
     * A page of what was done in an organization.
     *
     * @param cursor of the page before; null for the first page
     */
    Uni<Page<OrganizationEventResponse>> list(Viewer viewer, UUID organizationId, String cursor, int limit) {
        var list = "organizations/" + organizationId + "/events";
        var before = cursor == null ? null : Cursor.decode(list, cursor);
        // The database knows no times as early as a long number can tell.
        var time = before == null ? END : Instant.EPOCH.plus(Math.max(0, before.number(0)), ChronoUnit.MICROS);
        var id = before == null ? LAST : before.uuid(1);
        return organizations
                .findRole(viewer, organizationId)
                .map(role -> Rights.require(role, Right.SEE_HISTORY))
                .chain(own -> events.list(viewer, organizationId, time, id, limit + 1))
                .map(found -> Pages.of(found, limit, last -> cursorBehind(list, last)));
    }

    private static String cursorBehind(String list, OrganizationEventResponse last) {
        return Cursor.encode(list, ChronoUnit.MICROS.between(Instant.EPOCH, last.createdAt()), last.id());
    }
}
