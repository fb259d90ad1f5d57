package io.gatehouse.auth.erasure;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What is left of somebody whose account is gone, in the transaction that is open. */
@Singleton
class LastTracesRepository {

    private static final List<String> BY_ACCOUNT = List.of(
            "DELETE FROM outbox_event WHERE aggregateid = :account",
            "DELETE FROM revocation WHERE account_id = :account");

    /** Came after the account was closed. Where an address is somebody else's by now, it is theirs. */
    private static final List<String> BY_ADDRESS = List.of(
            "DELETE FROM mail_message WHERE recipient IN (%s)",
            "DELETE FROM pending_signup WHERE email_canonical IN (%s)",
            "DELETE FROM one_time_link WHERE account_id IS NULL AND email_canonical IN (%s)");

    private static final String UNUSED_ADDRESSES = """
            SELECT address FROM unnest(cast(:addresses AS text[])) AS address
            WHERE NOT EXISTS (
                SELECT 1 FROM account WHERE email_canonical = ANY (cast(:addresses AS text[])) OR email = address
            )""";

    /** How long before the account was to be closed a mail may have been begun that was not there yet when it was. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    /** Those to addresses that the account had, and not those of who had them before. */
    private static final String OWN_MAILS = "DELETE FROM mail_message WHERE recipient IN (" + UNUSED_ADDRESSES
            + ") AND template NOT IN ('organization_invitation', 'change_email') AND created_at >= :since";

    private static final String PSEUDONYMISE = "SELECT count(*) FROM audit_pseudonymise(:account, :pseudonym)";

    Uni<Void> remove(Erasure person) {
        var all = Uni.createFrom().voidItem();
        for (var statement : BY_ACCOUNT) {
            all = all.chain(() -> execute(statement, Map.of("account", person.accountId)));
        }
        for (var statement : BY_ADDRESS) {
            all = all.chain(() -> execute(statement.formatted(UNUSED_ADDRESSES), Map.of("addresses", person.proven())));
        }
        return all.chain(() -> execute(
                        OWN_MAILS, Map.of("addresses", person.addresses, "since", person.requestedAt.minus(UNDER_WAY))))
                .chain(Panache::getSession)
                .chain(session -> session.createNativeQuery(PSEUDONYMISE, Long.class)
                        .setParameter("account", person.accountId)
                        .setParameter("pseudonym", person.pseudonym)
                        .getSingleResult())
                .replaceWithVoid();
    }

    private static Uni<Void> execute(String sql, Map<String, Object> parameters) {
        return Panache.getSession()
                .chain(session -> {
                    var statement = session.createNativeQuery(sql);
                    parameters.forEach(statement::setParameter);
                    return statement.executeUpdate();
                })
                .replaceWithVoid();
    }
}
