package io.gatehouse.kit.accountfeed;

import io.gatehouse.kit.client.ClientCredentials;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.client.ServiceTokens;
import io.gatehouse.kit.eventlog.EventApplier;
import io.gatehouse.kit.eventlog.EventLogClient;
import io.gatehouse.kit.eventlog.EventLogFollower;
import io.gatehouse.kit.viewer.Viewer;
import io.gatehouse.kit.viewer.ViewerSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Follows auth-service's log, and is the way to ask it for something else. */
@IfBuildProperty(name = "gatehouse.account-feed.enabled", stringValue = "true")
@Singleton
class AccountFeed {

    private static final String LOG = "auth";

    private final AccountFeedConfig config;

    AccountFeed(AccountFeedConfig config) {
        this.config = config;
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
    EventLogFollower follower(
            AccountEvents accounts, ServiceTokens tokens, Pool database, MeterRegistry metrics, Vertx vertx) {
        var log = new EventLogClient(vertx, config.authUrl(), tokens);
        var applier = new EventApplier(
                database, LOG, accounts.handlers(), transaction -> ViewerSettings.enter(transaction, Viewer.SYSTEM));
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
}
