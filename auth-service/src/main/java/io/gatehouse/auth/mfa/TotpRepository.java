package io.gatehouse.auth.mfa;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

@ApplicationScoped
class TotpRepository implements PanacheRepositoryBase<Totp, UUID> {

    /** Takes the place of one that is not active yet. */
    private static final String ENROL = """
            INSERT INTO totp (id, account_id, secret_sealed, created_at, updated_at)
            VALUES (:id, :account, :secret, :now, :now)
            ON CONFLICT (account_id) DO UPDATE
            SET id = excluded.id, secret_sealed = excluded.secret_sealed, created_at = :now, updated_at = :now
            WHERE totp.activated_at IS NULL
            """;

    /** Of many who present the same code, the statement lets one pass; nor is an older step accepted after a newer one. */
    private static final String ACCEPT =
            "lastStep = ?1, updatedAt = ?2 where id = ?3 and activatedAt is not null and lastStep < ?1";

    private static final String ACTIVATE =
            "activatedAt = ?2, lastStep = ?1, updatedAt = ?2 where id = ?3 and activatedAt is null";

    private static final String FIND_ADDRESS = "SELECT email FROM account WHERE id = :id";

    private static final String FIND_CANONICAL = "SELECT email_canonical FROM account WHERE id = :id";

    private static final String LOCK_ACCOUNT = FIND_ADDRESS + " FOR NO KEY UPDATE";

    /** Null where the account has none, active or not. */
    Uni<Totp> find(UUID accountId) {
        return find("accountId", accountId).firstResult();
    }

    Uni<Boolean> isActive(UUID accountId) {
        return count("accountId = ?1 and activatedAt is not null", accountId).map(active -> active == 1);
    }

    /** False where there is an active one. */
    Uni<Boolean> enrol(Totp totp) {
        return Panache.getSession()
                .chain(open -> open.createNativeQuery(ENROL)
                        .setParameter("id", totp.id)
                        .setParameter("account", totp.accountId)
                        .setParameter("secret", totp.secretSealed)
                        .setParameter("now", totp.createdAt)
                        .executeUpdate())
                .map(changed -> changed == 1);
    }

    /** False where it is active already, or another has taken its place. */
    Uni<Boolean> activate(Totp totp, long step, Instant now) {
        return update(ACTIVATE, step, now, totp.id).map(changed -> changed == 1);
    }

    /** False where a code of this step or of a later one was accepted before. */
    Uni<Boolean> accept(Totp totp, long step, Instant now) {
        return update(ACCEPT, step, now, totp.id).map(changed -> changed == 1);
    }

    Uni<Void> remove(UUID accountId) {
        return delete("accountId", accountId).replaceWithVoid();
    }

    /** Where mail about the account goes, and what its authenticator calls it. */
    Uni<String> findAddress(UUID accountId) {
        return ofAccount(FIND_ADDRESS, accountId);
    }

    /** Under which guesses at the account's secrets are counted. */
    Uni<String> findCanonicalAddress(UUID accountId) {
        return ofAccount(FIND_CANONICAL, accountId);
    }

    /** Until the transaction ends nobody else changes the account or its factors. */
    Uni<Void> lockAccount(UUID accountId) {
        return ofAccount(LOCK_ACCOUNT, accountId).replaceWithVoid();
    }

    private static Uni<String> ofAccount(String sql, UUID accountId) {
        return Panache.getSession().chain(open -> open.createNativeQuery(sql, String.class)
                .setParameter("id", accountId)
                .getSingleResultOrNull());
    }
}
