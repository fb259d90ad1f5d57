package io.gatehouse.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.client.TrustedCertificates;
import io.gatehouse.kit.identity.Identity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a gateway says that has just started, or has been blind for a while. */
class RevocationsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Identity ADA =
            new Identity("ada", "web", UUID.randomUUID(), UUID.randomUUID(), Set.of(), Set.of(), Set.of(), NOW, NOW);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        vertx.close();
    }

    @Test
    void beforeAnythingIsKnownNoTokenIsGood() {
        var revocations = revocations(Optional.empty());

        assertThatThrownBy(() -> revocations.check(ADA))
                .isInstanceOfSatisfying(ApiException.class, refusal -> assertThat(refusal.code)
                        .isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
        assertThat(readiness(revocations, Optional.empty())).isEqualTo(Status.DOWN);
    }

    @Test
    void onceTheListWasReadTokensAreGoodHoweverOldItGets() {
        var revocations = revocations(Optional.empty());

        revocations
                .knowledge()
                .snapshotRead(1, System.nanoTime() - Duration.ofHours(1).toNanos());

        revocations.check(ADA);
        assertThat(readiness(revocations, Optional.empty())).isEqualTo(Status.UP);
    }

    @Test
    void whoWantsItIsNotReadyWhenItIsTooOld() {
        var most = Optional.of(Duration.ofSeconds(0));
        var revocations = revocations(most);

        revocations.knowledge().snapshotRead(1, System.nanoTime());

        assertThat(readiness(revocations, most)).isEqualTo(Status.DOWN);
        assertThat(readiness(revocations, Optional.of(Duration.ofMinutes(1)))).isEqualTo(Status.UP);
    }

    @Test
    void endOfTheStreamTellsNothingWhileThereIsAGap() {
        var knowledge = new Knowledge();
        knowledge.snapshotRead(1, System.nanoTime());
        knowledge.missed();

        knowledge.streamRead(System.nanoTime() + Duration.ofHours(1).toNanos());
        assertThat(knowledge.staleness()).isPositive();
        knowledge.snapshotRead(1, System.nanoTime());
        assertThat(knowledge.hasGap()).as("that snapshot began before the gap").isTrue();
        knowledge.snapshotRead(2, System.nanoTime());

        assertThat(knowledge.hasGap()).isFalse();
    }

    private Revocations revocations(Optional<Duration> maxStaleness) {
        return new Revocations(vertx, new Config(maxStaleness), Clock.systemUTC(), new SimpleMeterRegistry());
    }

    private static Status readiness(Revocations revocations, Optional<Duration> maxStaleness) {
        return new RevocationReadiness(revocations, new Config(maxStaleness))
                .call()
                .getStatus();
    }

    private record Config(Optional<Duration> maxStaleness) implements RevocationConfig {

        @Override
        public String redisUrl() {
            return "redis://127.0.0.1:1";
        }

        @Override
        public Optional<TrustedCertificates> redisCa() {
            return Optional.empty();
        }

        @Override
        public URI authUrl() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public String clientId() {
            return "gateway";
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.empty();
        }

        @Override
        public Duration snapshotPause() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration listEvery() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration reconnectPause() {
            return Duration.ofSeconds(1);
        }
    }
}
