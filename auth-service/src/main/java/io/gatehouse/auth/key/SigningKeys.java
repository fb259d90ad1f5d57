package io.gatehouse.auth.key;

import io.gatehouse.auth.seal.MasterKey;
import io.gatehouse.auth.seal.Seal;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.VerificationKeys;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The key of this set's issuer. Loaded from the database, and made there by whichever instance comes first; until then,
 * and while the database is down at the start, whoever needs it is told {@code service_unavailable}.
 */
@Singleton
public class SigningKeys implements VerificationKeys {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final SigningKeyRepository repository;
    private final Seal master;
    private final Clock clock;
    private volatile SigningKey active;

    SigningKeys(SigningKeyRepository repository, MasterKey master, Clock clock) {
        this.repository = repository;
        this.master = master.seal();
        this.clock = clock;
    }

    /** The key to sign with. */
    public SigningKey active() {
        return findActive().orElseThrow(SigningKeys::notLoaded);
    }

    @Override
    public Future<PublicKey> find(String kid) {
        var key = active;
        if (key == null) {
            return Future.failedFuture(notLoaded());
        }
        return Future.succeededFuture(key.kid().equals(kid) ? key.publicKey() : null);
    }

    Optional<SigningKey> findActive() {
        return Optional.ofNullable(active);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> load() {
        if (active != null) {
            return Uni.createFrom().voidItem();
        }
        return repository
                .findActive()
                .onItem()
                .ifNull()
                .switchTo(this::create)
                .invoke(key -> use(key.open(master)))
                .replaceWithVoid()
                // Whatever it is, the next look comes in a second; readiness tells meanwhile.
                .onFailure()
                .recoverWithItem(failure -> {
                    Log.warnf("No signing key yet: %s", failure.getMessage());
                    return null;
                });
    }

    private Uni<SealedKey> create() {
        return repository
                .insertIfFirst(SealedKey.of(generate(), master), clock.instant())
                .chain(repository::findActive);
    }

    private void use(SigningKey key) {
        active = key;
        Log.infof("Signing with key %s", key.kid());
    }

    private static SigningKey generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var kid = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic())
                    .calculateBase64urlEncodedThumbprint("SHA-256");
            return new SigningKey(kid, pair.getPrivate(), (ECPublicKey) pair.getPublic());
        } catch (GeneralSecurityException | JoseException e) {
            throw new IllegalStateException("P-256 is not usable", e);
        }
    }

    private static ApiException notLoaded() {
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE).retryAfter(RETRY_AFTER);
    }
}
