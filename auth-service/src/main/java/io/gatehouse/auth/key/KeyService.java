package io.gatehouse.auth.key;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.contracts.audit.AuditAction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;

/** What administrators do to keys. */
@Singleton
class KeyService {

    private final SigningKeyRepository repository;
    private final KeyRotation rotation;
    private final SigningKeys keys;
    private final AuditTrail audit;

    KeyService(SigningKeyRepository repository, KeyRotation rotation, SigningKeys keys, AuditTrail audit) {
        this.repository = repository;
        this.rotation = rotation;
        this.keys = keys;
        this.audit = audit;
    }

    /** All keys, also those that are gone, the newest first. */
    Uni<List<StoredKey>> list() {
        return repository.listAll();
    }

    /** Gives the next key its turn. */
    Uni<Void> rotate() {
        return rotation.rotate(told(AuditEntry.of(AuditAction.KEY_ROTATED))).chain(keys::lookNow);
    }

    /** Makes a key worthless at once. */
    Uni<Void> withdraw(String kid) {
        return rotation.withdraw(
                        kid, told(AuditEntry.of(AuditAction.KEY_WITHDRAWN).on(kid)))
                .chain(keys::lookNow);
    }

    private Function<SqlConnection, Uni<Void>> told(AuditEntry entry) {
        return connection -> audit.append(connection, entry);
    }
}
