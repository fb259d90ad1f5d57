package io.gatehouse.user.accountfeed;

import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.contracts.event.AccountDisabled;
import io.gatehouse.contracts.event.AccountEnabled;
import io.gatehouse.contracts.event.Event;
import io.gatehouse.kit.accountfeed.AccountEvents;
import io.gatehouse.kit.eventlog.EventHandler;
import io.gatehouse.user.organization.Organizations;
import io.gatehouse.user.profile.Profiles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Map;

/** What auth-service's log tells of accounts, and what it means here. */
@RegisterForReflection(
        targets = {AccountCreated.class, AccountDisabled.class, AccountEnabled.class, AccountDeleted.class})
@Singleton
class AccountFeed implements AccountEvents {

    private final Profiles profiles;
    private final Organizations organizations;

    AccountFeed(Profiles profiles, Organizations organizations) {
        this.profiles = profiles;
        this.organizations = organizations;
    }

    @Override
    public Map<String, EventHandler> handlers() {
        return Map.of(
                AccountCreated.TYPE, this::accountCreated,
                AccountDisabled.TYPE, this::accountDisabled,
                AccountEnabled.TYPE, this::accountEnabled,
                AccountDeleted.TYPE, this::accountDeleted);
    }

    private Uni<Void> accountCreated(SqlConnection transaction, Event event) {
        var account = EventHandler.dataOf(event, AccountCreated.class);
        return profiles.createIfMissing(transaction, account.accountId(), account.displayName(), event.time());
    }

    private Uni<Void> accountDisabled(SqlConnection transaction, Event event) {
        return profiles.disable(
                transaction, EventHandler.dataOf(event, AccountDisabled.class).accountId(), event.time());
    }

    private Uni<Void> accountEnabled(SqlConnection transaction, Event event) {
        return profiles.enable(
                transaction, EventHandler.dataOf(event, AccountEnabled.class).accountId());
    }

    private Uni<Void> accountDeleted(SqlConnection transaction, Event event) {
        var accountId = EventHandler.dataOf(event, AccountDeleted.class).accountId();
        return organizations.leaveAll(transaction, accountId).chain(() -> profiles.delete(transaction, accountId));
    }
}
