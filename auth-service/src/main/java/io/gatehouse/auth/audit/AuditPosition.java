package io.gatehouse.auth.audit;

import io.gatehouse.kit.paging.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A place in the order of events: behind it come those that are older, or as old with a smaller id. */
record AuditPosition(Instant createdAt, UUID id) {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Behind it comes everything that happened before the time. */
    static AuditPosition at(Instant time) {
        return new AuditPosition(time, BEFORE_ALL);
    }

    static AuditPosition decode(String list, String cursor) {
        var keys = Cursor.decode(list, cursor);
        // The database knows no times as early as a long number can tell.
        var micros = Math.max(0, keys.number(0));
        return new AuditPosition(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), keys.uuid(1));
    }

    String encode(String list) {
        return Cursor.encode(list, ChronoUnit.MICROS.between(Instant.EPOCH, createdAt), id);
    }
}
