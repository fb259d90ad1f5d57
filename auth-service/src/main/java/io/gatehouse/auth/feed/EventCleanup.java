package io.gatehouse.auth.feed;

import io.gatehouse.auth.housekeeping.Cleanup;
import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.AccountDeleted;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * What becomes of events that consumers have had the time to read. That an account was created stays for as long as there is
 * the account: a consumer that begins later with the first event still learns of everybody.
 */
class EventCleanup {

    private static final String DELETE = """
            WITH past AS (
                SELECT id FROM outbox_event
                WHERE type <> '%1$s' AND position IS NOT NULL AND created_at < $1
                LIMIT $2
                FOR UPDATE SKIP LOCKED
            ),
            accounts AS (
                DELETE FROM outbox_event AS created USING outbox_event AS deleted JOIN past ON past.id = deleted.id
                WHERE deleted.type = '%2$s' AND created.type = '%1$s' AND created.aggregateid = deleted.aggregateid
            )
            DELETE FROM outbox_event USING past WHERE outbox_event.id = past.id
            """.formatted(AccountCreated.TYPE, AccountDeleted.TYPE);

    @Produces
    @Singleton
    Cleanup events(FeedConfig config) {
        return new Cleanup("events", DELETE, config.retention());
    }
}
