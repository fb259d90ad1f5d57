package io.gatehouse.gateway.revocation;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.client.ClientCredentials;
import io.gatehouse.kit.client.ServiceClient;
import io.gatehouse.kit.client.ServiceTokens;
import io.gatehouse.kit.identity.Identity;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Refuses access tokens that have been revoked. */
@Singleton
public class Revocations {

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long TIDY_MILLIS = 60_000;

    private final Vertx vertx;
    private final RevocationConfig config;
    private final Clock clock;
    private final RevokedTokens revoked = new RevokedTokens();
    private final Knowledge knowledge = new Knowledge();
    private final RevocationMetrics metrics;
    private final ServiceTokens tokens;
    private final ServiceClient authService;
    private final SnapshotReader snapshots;
    private final StreamFollower stream;

    Revocations(Vertx vertx, RevocationConfig config, Clock clock, MeterRegistry registry) {
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
        this.metrics = new RevocationMetrics(registry, revoked, knowledge);
        var credentials =
                new ClientCredentials(config.clientId(), config.clientSecret().orElse(""));
        this.tokens = new ServiceTokens(vertx, config.authUrl().resolve("/oauth2/token"), credentials, clock);
        this.authService = new ServiceClient(vertx, config.authUrl(), tokens);
        var snapshot = new Snapshot(vertx, authService, revoked);
        this.snapshots = new SnapshotReader(vertx, snapshot, knowledge, metrics, config.snapshotPause());
        this.stream = new StreamFollower(vertx, config, revoked, knowledge, this::readSnapshots);
    }

    /**
     * Passes identities whose token still holds. Otherwise {@code session_revoked}, or {@code service_unavailable} before
     * anything is known of revocations.
     */
    public void check(Identity identity) {
        if (!knowledge.begun()) {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY);
        }
        if (revoked.holds(identity)) {
            metrics.refused();
            throw new ApiException(ErrorCode.SESSION_REVOKED);
        }
    }

    /** Whether a token that was accepted before has been revoked since. */
    public boolean isRevoked(Identity identity) {
        return revoked.holds(identity);
    }

    Knowledge knowledge() {
        return knowledge;
    }

    void start(@Observes StartupEvent event) {
        vertx.getOrCreateContext().runOnContext(_ -> {
            stream.start();
            vertx.setPeriodic(config.listEvery().toMillis(), _ -> snapshots.read(this::isBlind));
            vertx.setPeriodic(TIDY_MILLIS, _ -> vertx.executeBlocking(this::tidy));
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stream.close();
        snapshots.close();
        authService.close();
        tokens.close();
    }

    private void readSnapshots() {
        snapshots.readWhile(this::isBlind);
    }

    /** Whether something may be revoked that the stream does not tell. */
    private boolean isBlind() {
        return knowledge.hasGap() || !stream.isFollowing();
    }

    private Void tidy() {
        revoked.forgetExpired(clock.instant());
        return null;
    }
}
