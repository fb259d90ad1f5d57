package io.gatehouse.auth.audit;

import io.gatehouse.contracts.audit.AuditEventResponse;
import io.gatehouse.kit.paging.Cursor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A place in the order of events, which is that of their times, and of their ids where those are equal. */
record AuditPosition(Instant createdAt, UUID id) {

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Between everything that happened before the time and what happened at it or later. */
    static AuditPosition at(Instant time) {
        return new AuditPosition(time, BEFORE_ALL);
    }

    static AuditPosition of(AuditEventResponse event) {
        return new AuditPosition(event.createdAt(), event.id());
    }

    static AuditPosition decode(String list, String cursor) {
        var keys = Cursor.decode(list, cursor);
        // The database knows no times as early as a long number can tell.
        var micros = Math.max(0, keys.number(0));
        return new AuditPosition(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), keys.uuid(1));
    }

    AuditPosition orLater(AuditPosition other) {
        return createdAt.isBefore(other.createdAt) ? other : this;
    }

    String encode(String list) {
        return Cursor.encode(list, ChronoUnit.MICROS.between(Instant.EPOCH, createdAt), id);
    }
}
