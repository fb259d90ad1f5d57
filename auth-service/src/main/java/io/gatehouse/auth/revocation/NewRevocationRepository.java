package io.gatehouse.auth.revocation;

import io.gatehouse.contracts.auth.Revocation;
import io.gatehouse.kit.database.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Writes revocations in the transaction of what they tell. */
@Singleton
class NewRevocationRepository {

    private static final String ADD_SESSIONS = """
            INSERT INTO revocation (id, session_id, expires_at, created_at, updated_at)
            SELECT ended, ended, :expires, :now, :now FROM unnest(cast(:sessions AS uuid[])) AS ended
            """;

    private static final String ADD_ACCOUNT = """
            INSERT INTO revocation (id, account_id, not_before, expires_at, created_at, updated_at)
            VALUES (:id, :account, :before, :expires, :now, :now)
            """;

    Uni<Void> addSessions(List<UUID> sessionIds, Instant expiresAt, Instant now) {
        return Panache.getSession()
                .chain(open -> open.createNativeQuery(ADD_SESSIONS)
                        .setParameter("sessions", sessionIds.toArray(UUID[]::new))
                        .setParameter("expires", expiresAt)
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> addAccount(Revocation account, Instant now) {
        return Panache.getSession()
                .chain(open -> open.createNativeQuery(ADD_ACCOUNT)
                        .setParameter("id", Ids.next())
                        .setParameter("account", account.sub())
                        .setParameter("before", account.notBefore())
                        .setParameter("expires", account.expiresAt())
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
