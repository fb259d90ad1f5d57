package io.gatehouse.auth.account;

import static io.gatehouse.kit.database.Constraints.violates;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.feed.AccountEvents;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.auth.session.NewSession;
import io.gatehouse.auth.session.Sessions;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.contracts.event.AccountCreated;
import io.gatehouse.contracts.event.AccountDisabled;
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
    private final AccountEvents events;
    private final MailQueue mail;
    private final AuditTrail audit;
    private final Clock clock;

    AccountService(
            AccountRepository accounts,
            Sessions sessions,
            AccountEvents events,
            MailQueue mail,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.events = events;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /** The account, its first session, the event and the greeting: all of it or nothing. */
    @WithTransaction
    Uni<Void> createSignedIn(Account account, NewSession session, String displayName) {
        return create(account, displayName, AuditEntry.of(AuditAction.SIGNED_UP).by(account.id))
                .chain(() -> sessions.openUntold(session))
                .chain(() -> mail.add(VerificationMail.TEMPLATE, account.email, Map.of()));
    }

    /**
     * The account, its events and what the audit trail is to tell of it. {@code email_taken} when somebody has the address
     * already.
     */
    @WithTransaction
    Uni<Void> create(Account account, String displayName, AuditEntry entry) {
        // The unique index decides who wins; a look before the insert would lose the race.
        return accounts.persistAndFlush(account)
                .onFailure(violates(Account.EMAIL_KEY))
                .transform(taken -> new ApiException(ErrorCode.EMAIL_TAKEN, taken))
                .chain(() -> tell(account, displayName))
                .chain(() -> audit.append(entry.on(account.id)));
    }

    private Uni<Void> tell(Account account, String displayName) {
        var created = events.append(AccountCreated.TYPE, account.id, new AccountCreated(account.id, displayName));
        return account.isActive()
                ? created
                : created.chain(() -> events.append(AccountDisabled.TYPE, account.id, new AccountDisabled(account.id)));
    }

    @WithTransaction
    Uni<Void> makeAdmin(UUID id) {
        return accounts.findLocked(id)
                .onItem()
                .ifNotNull()
                .invoke(account -> account.makeAdmin(clock.instant()))
                .call(() -> audit.append(AuditEntry.of(AuditAction.ADMINISTRATOR_APPOINTED)
                        .bySystem()
                        .on(id)))
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
}
