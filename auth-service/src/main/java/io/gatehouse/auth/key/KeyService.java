package io.gatehouse.auth.key;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.contracts.audit.AuditAction;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Supplier;

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
        return audited(AuditEntry.of(AuditAction.KEY_ROTATED), rotation::rotate);
    }

    /** Makes a key worthless at once. */
    Uni<Void> withdraw(String kid) {
        return audited(AuditEntry.of(AuditAction.KEY_WITHDRAWN).on(kid), () -> rotation.withdraw(kid));
    }

    // The entry is written first and commits last: what is done to keys is done in another transaction, under their
    // lock, and must not stay unsaid.
    private Uni<Void> audited(AuditEntry entry, Supplier<Uni<? extends List<StoredKey>>> change) {
        return Panache.withTransaction(() ->
                        audit.append(entry).chain(Panache::flush).chain(change).replaceWithVoid())
                .chain(keys::lookNow);
    }
}
