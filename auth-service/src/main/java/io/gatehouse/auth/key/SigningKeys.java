package io.gatehouse.auth.key;

import io.gatehouse.auth.seal.MasterKey;
import io.gatehouse.auth.seal.Seal;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.VerificationKeys;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The keys of this set's issuer, in memory. What other instances change is noticed within seconds; while the database is
 * away the keys that were read last go on to sign and verify. Before the first look whoever needs one is told {@code
 * service_unavailable}.
 */
@Singleton
public class SigningKeys implements VerificationKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final KeyRotation rotation;
    private final Seal master;
    private final KeyConfig config;
    private final Clock clock;
    private volatile KeyRing ring;
    private volatile Instant lookedAt = Instant.MIN;
    private final AtomicLong looks = new AtomicLong();
    private long newest;
    private volatile boolean failing;

    SigningKeys(KeyRotation rotation, MasterKey master, KeyConfig config, Clock clock) {
        this.rotation = rotation;
        this.master = master.seal();
        this.config = config;
        this.clock = clock;
    }

    /** The key to sign with. */
    public SigningKey active() {
        return ring().active();
    }

    @Override
    public Future<PublicKey> find(String kid) {
        var known = ring;
        return known == null
                ? Future.failedFuture(notLoaded())
                : Future.succeededFuture(known.verifying().get(kid));
    }

    /** What verifiers may know. */
    KeyRing ring() {
        return findRing().orElseThrow(SigningKeys::notLoaded);
    }

    Optional<KeyRing> findRing() {
        return Optional.ofNullable(ring);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return ring != null && clock.instant().isBefore(lookedAt.plus(config.lookEvery()))
                ? Uni.createFrom().voidItem()
                : lookNow()
                        // Whatever it is, the next look comes soon; readiness and the age of the keys tell meanwhile.
                        .onFailure()
                        .invoke(this::failed)
                        .onFailure()
                        .recoverWithNull();
    }

    /** Does what is due, and takes over what has changed. */
    Uni<Void> lookNow() {
        return Uni.createFrom()
                .item(looks::incrementAndGet)
                .chain(look -> rotation.tend().invoke(keys -> use(look, keys)))
                .replaceWithVoid();
    }

    /** When the keys were last known to be those of the database. */
    Instant lookedAt() {
        return lookedAt;
    }

    // What a look found that began before another one is older than what that one found.
    private synchronized void use(long look, List<StoredKey> keys) {
        if (look < newest) {
            return;
        }
        newest = look;
        var before = ring;
        var current = KeyRing.of(keys, master);
        ring = current;
        lookedAt = clock.instant();
        failing = false;
        if (before == null || !before.active().kid().equals(current.active().kid())) {
            LOG.infof("Signing with key %s", current.active().kid());
        }
    }

    // Once, not with every look.
    private void failed(Throwable failure) {
        LOG.logf(
                failing ? Logger.Level.DEBUG : Logger.Level.WARN,
                "The signing keys cannot be read, %s: %s",
                ring == null ? "so there is none yet" : "those in memory go on to serve",
                failure.getMessage());
        failing = true;
    }

    private static ApiException notLoaded() {
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY_AFTER);
    }
}
