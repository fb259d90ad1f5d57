package io.gatehouse.auth.account;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** What is kept of an account's person beside the account and what hangs on it, in the transaction that is open. */
@Singleton
class AccountTracesRepository {

    private static final String ADDRESSES = "SELECT address FROM account_addresses(:account) AS address";

    /** A name is in one of them. */
    private static final String EVENTS = "DELETE FROM outbox_event WHERE aggregateid = :account";

    private static final String WISHES =
            "DELETE FROM mail_message WHERE template = 'change_email' AND parameters ->> 'accountId' = cast(cast(:account AS uuid) AS text)";

    private static final List<String> BY_ADDRESS = List.of(
            "DELETE FROM mail_message WHERE recipient = ANY (cast(:addresses AS text[]))",
            "DELETE FROM pending_signup WHERE email_canonical = ANY (cast(:addresses AS text[]))",
            "DELETE FROM one_time_link WHERE account_id IS NULL AND email_canonical = ANY (cast(:addresses AS text[]))");

    /** In every form; the present one first. */
    Uni<List<String>> listAddresses(UUID accountId) {
        return Panache.getSession().chain(session -> session.createNativeQuery(ADDRESSES, String.class)
                .setParameter("account", accountId)
                .getResultList());
    }

    Uni<Void> remove(UUID accountId, List<String> addresses) {
        var all = execute(EVENTS, "account", accountId).chain(() -> execute(WISHES, "account", accountId));
        for (var statement : BY_ADDRESS) {
            all = all.chain(() -> execute(statement, "addresses", addresses.toArray(String[]::new)));
        }
        return all;
    }

    private static Uni<Void> execute(String sql, String name, Object value) {
        return Panache.getSession()
                .chain(session ->
                        session.createNativeQuery(sql).setParameter(name, value).executeUpdate())
                .replaceWithVoid();
    }
}
