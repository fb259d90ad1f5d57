package io.gatehouse.shopitems.privacy;

import io.gatehouse.kit.privacy.PersonalTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What people are handed of the tables that belong to no feature: what was told of them. */
class OwnTables {

    @Produces
    @Singleton
    PersonalTable events() {
        return PersonalTable.byId(
                "outbox_event",
                "id, aggregatetype, aggregateid, type, payload, insert_order, position, created_at, updated_at",
                "payload ->> 'account_id' = $1::uuid::text");
    }

    @Produces
    @Singleton
    PersonalTable parkedEvents() {
        return new PersonalTable(
                "event_parked",
                "log, position, event_id, type, subject, event, reason, attempts, next_attempt_at, created_at, updated_at",
                "subject = $1::uuid::text",
                "log || '/' || lpad(position::text, 19, '0')");
    }
}
