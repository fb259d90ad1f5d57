package io.gatehouse.auth.account;

import static io.gatehouse.kit.database.Constraints.violates;

import io.gatehouse.auth.feed.EventLog;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.auth.session.NewSession;
import io.gatehouse.auth.session.Sessions;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.event.AccountCreated;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** Accounts in the database: each method is one transaction. Hashing and signing happen before and after it. */
@ApplicationScoped
class AccountService {

    private final AccountRepository accounts;
    private final Sessions sessions;
    private final EventLog events;
    private final MailQueue mail;
    private final Clock clock;

    AccountService(AccountRepository accounts, Sessions sessions, EventLog events, MailQueue mail, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.events = events;
        this.mail = mail;
        this.clock = clock;
    }

    /** The account, its first session, the event and the greeting: all of it or nothing. */
    @WithTransaction
    Uni<Void> createSignedIn(Account account, NewSession session, String displayName) {
        return persist(account, displayName)
                .chain(() -> sessions.openFirst(session))
                .chain(() -> mail.add(VerificationMail.TEMPLATE, account.email, Map.of()));
    }

    /** The account and the event. {@code email_taken} when somebody has the address already. */
    @WithTransaction
    Uni<Void> create(Account account, String displayName) {
        return persist(account, displayName);
    }

    @WithTransaction
    Uni<Void> openSession(NewSession session, String email) {
        return sessions.open(session, email);
    }

    @WithTransaction
    Uni<Void> upgradeHash(UUID id, String verified, String upgraded) {
        return accounts.findLocked(id)
                .onItem()
                .ifNotNull()
                .invoke(account -> account.upgradeHash(verified, upgraded, clock.instant()))
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<Void> makeAdmin(UUID id) {
        return accounts.findLocked(id)
                .onItem()
                .ifNotNull()
                .invoke(account -> account.makeAdmin(clock.instant()))
                .replaceWithVoid();
    }

    @WithSession
    Uni<Account> get(UUID id) {
        return accounts.findById(id).onItem().ifNull().failWith(() -> new ApiException(ErrorCode.NOT_FOUND));
    }

    @WithSession
    Uni<Account> findByEmail(EmailAddress email) {
        return accounts.findByEmail(email);
    }

    // The unique index decides who wins; a look before the insert would lose the race.
    private Uni<Void> persist(Account account, String displayName) {
        return accounts.persistAndFlush(account)
                .onFailure(violates(Account.EMAIL_KEY))
                .transform(taken -> new ApiException(ErrorCode.EMAIL_TAKEN, taken))
                .chain(() ->
                        events.append(AccountCreated.TYPE, account.id, new AccountCreated(account.id, displayName)));
    }
}
