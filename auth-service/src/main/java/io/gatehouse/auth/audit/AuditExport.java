package io.gatehouse.auth.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.audit.AuditEventResponse;
import io.gatehouse.contracts.audit.AuditExportLine;
import io.gatehouse.kit.privacy.StreamedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

/**
 * The audit trail in lines of JSON, the oldest first. It is read a page at a time, as fast as it is taken, and holds no connection in
 * between. It ends where nothing can be added any more, so that whoever goes on behind the last line misses nothing.
 */
@RegisterForReflection(targets = AuditExportLine.class)
@Singleton
class AuditExport {

    private static final int PAGE = 500;

    private final AuditRepository events;
    private final AuditTrail audit;
    private final ObjectMapper json;

    AuditExport(AuditRepository events, AuditTrail audit, ObjectMapper json) {
        this.events = events;
        this.audit = audit;
        this.json = json;
    }

    /**
     * Tells the trail of it before the first line leaves.
     *
     * @param cursor of the line before; null to begin with the first
     */
    Uni<StreamedJson> begin(AuditSearch search, String cursor) {
        var place = new Place(search, cursor);
        return audit.appendApart(entry(search, cursor))
                .chain(events::settled)
                .map(settled -> new StreamedJson(lines(place, search.until(settled))));
    }

    // Ids of people stand where they are replaced when somebody is forgotten, and in no detail.
    private static AuditEntry entry(AuditSearch search, String cursor) {
        return AuditEntry.of(AuditAction.AUDIT_EXPORTED)
                .on(search.accountId())
                .with("filters", search.filters())
                .with("continued", cursor != null);
    }

    private Multi<byte[]> lines(Place place, Instant until) {
        return Multi.createBy()
                .repeating()
                .uni(() -> events.listOldest(place.search, place.behind, until, PAGE)
                        .invoke(place::pass))
                .whilst(page -> page.size() == PAGE)
                .select()
                .where(page -> !page.isEmpty())
                .map(page -> lines(place, page));
    }

    private byte[] lines(Place place, List<AuditEventResponse> page) {
        var lines = new ByteArrayOutputStream();
        for (var event : page) {
            lines.writeBytes(line(new AuditExportLine(event, place.cursor(event))));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private byte[] line(AuditExportLine line) {
        try {
            return json.writeValueAsBytes(line);
        } catch (JsonProcessingException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** How far one export has come. */
    private static final class Place {

        private final AuditSearch search;
        private final String list;
        private AuditPosition behind;

        Place(AuditSearch search, String cursor) {
            this.search = search;
            // The times are no part of it: whoever goes on may look farther.
            this.list = "audit-export?" + search.atAnyTime();
            this.behind = cursor == null
                    ? beginning()
                    : AuditPosition.decode(list, cursor).orLater(beginning());
        }

        private AuditPosition beginning() {
            return AuditPosition.at(search.from() == null ? Instant.EPOCH : search.from());
        }

        void pass(List<AuditEventResponse> page) {
            if (!page.isEmpty()) {
                behind = AuditPosition.of(page.getLast());
            }
        }

        String cursor(AuditEventResponse event) {
            return AuditPosition.of(event).encode(list);
        }
    }
}
