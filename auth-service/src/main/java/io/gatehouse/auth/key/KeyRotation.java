package io.gatehouse.auth.key;

import io.gatehouse.auth.seal.MasterKey;
import io.gatehouse.auth.seal.Seal;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.key.KeyStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Keys take turns here. There is one that signs and one that is published to sign next; a change is decided again under the
 * database's lock, so that instances which see its time come together make it once.
 */
@Singleton
class KeyRotation {

    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final SigningKeyRepository repository;
    private final KeySchedule schedule;
    private final Seal master;
    private final MeterRegistry meters;

    KeyRotation(SigningKeyRepository repository, KeySchedule schedule, MasterKey master, MeterRegistry meters) {
        this.repository = repository;
        this.schedule = schedule;
        this.master = master.seal();
        this.meters = meters;
    }

    /** The keys as they are, once what is due has been done. */
    Uni<List<StoredKey>> tend() {
        return repository
                .listLive()
                .chain(keys -> isTended(keys) ? Uni.createFrom().item(keys) : repository.change(this::tend));
    }

    /**
     * Gives the next key its turn now; {@code rotation_too_soon} where verifiers may not know it yet.
     *
     * @param also what belongs to the same transaction
     */
    Uni<List<StoredKey>> rotate(Function<SqlConnection, Uni<Void>> also) {
        return repository.change(connection -> tend(connection)
                .chain(() -> repository.listLive(connection))
                .chain(keys -> replaceNow(connection, Turns.of(keys)))
                .chain(() -> tend(connection))
                .chain(() -> also.apply(connection)));
    }

    /**
     * Takes a key that others may have away from signing and verifying at once; its place is taken by the next one, known or
     * not. {@code not_found} where there is no such key; one that is gone stays as it is.
     *
     * @param also what belongs to the same transaction; not where the key is gone already
     */
    Uni<List<StoredKey>> withdraw(String kid, Function<SqlConnection, Uni<Void>> also) {
        return repository.change(connection -> repository
                .retire(connection, kid, KeyStatus.GONE, schedule.now())
                .chain(withdrawn -> withdrawn
                        ? tend(connection).chain(() -> also.apply(connection))
                        : requireKnown(connection, kid)));
    }

    private boolean isTended(List<StoredKey> keys) {
        var turns = Turns.of(keys);
        return turns.active() != null
                && turns.next() != null
                && !mayTakeOver(turns)
                && turns.retired().stream().noneMatch(schedule::isSpent);
    }

    private Uni<Void> tend(SqlConnection connection) {
        return repository
                .listLive(connection)
                .call(keys -> forgetSpent(connection, Turns.of(keys)))
                .chain(keys -> succeed(connection, Turns.of(keys)))
                .chain(() -> repository.listLive(connection))
                .chain(keys -> prepareNext(connection, Turns.of(keys)));
    }

    private Uni<Void> forgetSpent(SqlConnection connection, Turns turns) {
        return turns.retired().stream()
                .filter(schedule::isSpent)
                .map(key -> repository.retire(connection, key.kid(), KeyStatus.GONE, schedule.now()))
                .reduce(Uni.createFrom().item(true), (first, then) -> first.chain(() -> then))
                .replaceWithVoid();
    }

    // Before the first key nobody can have kept published ones, so it need not be announced.
    private Uni<Void> succeed(SqlConnection connection, Turns turns) {
        if (turns.active() != null) {
            return mayTakeOver(turns)
                    ? replace(connection, turns)
                    : Uni.createFrom().voidItem();
        }
        return prepareNext(connection, turns)
                .chain(() -> repository.listLive(connection))
                .chain(keys -> activate(connection, Turns.of(keys).next()));
    }

    private Uni<Void> replaceNow(SqlConnection connection, Turns turns) {
        if (!schedule.isKnown(turns.next())) {
            throw new ApiException(ErrorCode.ROTATION_TOO_SOON).retryAfter(schedule.untilKnown(turns.next()));
        }
        return replace(connection, turns);
    }

    private Uni<Void> replace(SqlConnection connection, Turns turns) {
        return repository
                .retire(connection, turns.active().kid(), KeyStatus.RETIRED, schedule.now())
                .chain(() -> activate(connection, turns.next()));
    }

    // Opened first: a key that cannot be read must not take the place of one that can.
    private Uni<Void> activate(SqlConnection connection, StoredKey next) {
        var signing = next.open(master);
        meters.counter("gatehouse.signing.key.rotations").increment();
        LOG.infof("The key %s signs from now on", signing.kid());
        return repository.activate(connection, signing.kid(), schedule.now());
    }

    private Uni<Void> prepareNext(SqlConnection connection, Turns turns) {
        return turns.next() == null
                ? repository.insert(connection, StoredKey.next(SigningKey.generate(), master, schedule.now()))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> requireKnown(SqlConnection connection, String kid) {
        return repository
                .isKnown(connection, kid)
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : Uni.createFrom().failure(() -> new ApiException(ErrorCode.NOT_FOUND)));
    }

    private boolean mayTakeOver(Turns turns) {
        return turns.next() != null && schedule.isDue(turns.active()) && schedule.isKnown(turns.next());
    }
}
