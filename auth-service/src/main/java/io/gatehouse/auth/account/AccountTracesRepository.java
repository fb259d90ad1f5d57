package io.gatehouse.auth.account;

import io.gatehouse.auth.erasure.KnownAddresses;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What is kept of an account's person beside the account and what hangs on it, in the transaction that is open. */
@Singleton
class AccountTracesRepository {

    private static final String ADDRESSES = "SELECT address FROM account_addresses(:account) AS address";

    private static final String PROVEN = "SELECT address FROM account_proven_addresses(:account) AS address";

    private static final List<String> REMOVALS = List.of(
            // A name is in one of them.
            "DELETE FROM outbox_event WHERE aggregateid = :account",
            "DELETE FROM mail_message WHERE template = 'change_email' AND parameters ->> 'accountId' = cast(cast(:account AS uuid) AS text)",
            // What others had sent to an address stays where nobody has shown that it was this person's.
            "DELETE FROM mail_message USING account_address_times(:account) AS own"
                    + " WHERE recipient = own.address AND mail_message.created_at BETWEEN own.since AND own.until"
                    + " AND template NOT IN ('organization_invitation', 'change_email')",
            "DELETE FROM mail_message WHERE recipient IN (SELECT account_proven_addresses(:account))",
            "DELETE FROM pending_signup WHERE email_canonical IN (SELECT account_proven_addresses(:account))",
            "DELETE FROM one_time_link WHERE account_id IS NULL"
                    + " AND email_canonical IN (SELECT account_proven_addresses(:account))");

    /** In every form; the present one first. */
    Uni<KnownAddresses> listAddresses(UUID accountId) {
        return list(ADDRESSES, accountId)
                .chain(all -> list(PROVEN, accountId).map(proven -> new KnownAddresses(all, proven)));
    }

    Uni<Void> remove(UUID accountId) {
        var all = Uni.createFrom().voidItem();
        for (var statement : REMOVALS) {
            all = all.chain(() -> Panache.getSession())
                    .chain(session -> session.createNativeQuery(statement)
                            .setParameter("account", accountId)
                            .executeUpdate())
                    .replaceWithVoid();
        }
        return all;
    }

    private static Uni<List<String>> list(String sql, UUID accountId) {
        return Panache.getSession().chain(session -> session.createNativeQuery(sql, String.class)
                .setParameter("account", accountId)
                .getResultList());
    }
}
