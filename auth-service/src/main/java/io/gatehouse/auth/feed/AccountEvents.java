package io.gatehouse.auth.feed;

import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.contracts.event.AccountDisabled;
import io.gatehouse.contracts.event.AccountEmailChanged;
import io.gatehouse.contracts.event.AccountEnabled;
import io.gatehouse.contracts.event.SessionCompromised;
import io.gatehouse.kit.feed.EventLog;
import io.gatehouse.kit.feed.EventRetention;
import io.gatehouse.kit.feed.Lasting;
import io.gatehouse.kit.feed.Subject;
import io.gatehouse.kit.housekeeping.Cleanup;
import io.gatehouse.kit.privacy.PersonalTable;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What this service tells others. */
@Singleton
@RegisterForReflection(
        targets = {
            AccountCreated.class,
            AccountDeleted.class,
            AccountDisabled.class,
            AccountEmailChanged.class,
            AccountEnabled.class,
            SessionCompromised.class
        })
public class AccountEvents {

    private final EventLog log;

    AccountEvents(EventLog log) {
        this.log = log;
    }

    /** Appends an event about an account, in the transaction that is open. */
    public Uni<Void> append(String type, UUID accountId, Object data) {
        return log.append(type, new Subject("account", accountId), data);
    }

    /** What was told of people is theirs as well. */
    @Produces
    @Singleton
    static PersonalTable table() {
        return PersonalTable.byId(
                "outbox_event",
                "id, aggregatetype, aggregateid, type, payload, insert_order, position, created_at, updated_at",
                "aggregateid = $1::uuid");
    }

    /** A consumer that begins later with the first event still learns of everybody, and of who is disabled. */
    @Produces
    @Singleton
    static Cleanup cleanup(EventRetention events) {
        return events.keeping(
                Lasting.until(AccountCreated.TYPE, AccountDeleted.TYPE),
                Lasting.until(AccountDisabled.TYPE, AccountEnabled.TYPE, AccountDeleted.TYPE));
    }
}
