package io.gatehouse.user.accountfeed;

import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.AccountDeleted;
import io.gatehouse.contracts.event.AccountDisabled;
import io.gatehouse.contracts.event.AccountEnabled;
import io.gatehouse.contracts.event.Event;
import io.gatehouse.kit.client.ClientCredentials;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.client.ServiceTokens;
import io.gatehouse.kit.eventlog.EventApplier;
import io.gatehouse.kit.eventlog.EventHandler;
import io.gatehouse.kit.eventlog.EventLogClient;
import io.gatehouse.kit.eventlog.EventLogFollower;
import io.gatehouse.user.organization.Organizations;
import io.gatehouse.user.profile.Profiles;
import io.gatehouse.user.viewer.Viewer;
import io.gatehouse.user.viewer.ViewerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/** Follows auth-service's log, and is the way to ask it for something else. */
@RegisterForReflection(
        targets = {AccountCreated.class, AccountDisabled.class, AccountEnabled.class, AccountDeleted.class})
@Singleton
class AccountFeed {

    private static final String LOG = "auth";

    private final AccountFeedConfig config;
    private final Profiles profiles;
    private final Organizations organizations;

    AccountFeed(AccountFeedConfig config, Profiles profiles, Organizations organizations) {
        this.config = config;
        this.profiles = profiles;
        this.organizations = organizations;
    }

    @Produces
    @Singleton
    ServiceTokens tokens(Vertx vertx, Clock clock) {
        var credentials =
                new ClientCredentials(config.clientId(), config.clientSecret().orElseThrow());
        return new ServiceTokens(vertx, config.authUrl().resolve("/oauth2/token"), credentials, clock);
    }

    @Produces
    @Singleton
    ServiceClient auth(ServiceTokens tokens, Vertx vertx) {
        return new ServiceClient(vertx, config.authUrl(), tokens);
    }

    @Produces
    @Singleton
    EventLogFollower follower(ServiceTokens tokens, Pool database, MeterRegistry metrics, Vertx vertx) {
        var log = new EventLogClient(vertx, config.authUrl(), tokens);
        var applier = new EventApplier(
                database,
                LOG,
                Map.of(
                        AccountCreated.TYPE, this::accountCreated,
                        AccountDisabled.TYPE, this::accountDisabled,
                        AccountEnabled.TYPE, this::accountEnabled,
                        AccountDeleted.TYPE, this::accountDeleted),
                transaction -> ViewerSettings.enter(transaction, Viewer.SYSTEM));
        return new EventLogFollower(log, applier, metrics, vertx);
    }

    void start(@Observes StartupEvent event, EventLogFollower follower) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent event, EventLogFollower follower, ServiceClient auth, ServiceTokens tokens) {
        follower.close();
        auth.close();
        tokens.close();
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
