package io.gatehouse.auth.erasure;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.contracts.audit.AuditAction;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** The two transactions of an erasure. Each looks under its lock whether there is still something to do. */
@ApplicationScoped
class ErasureSteps {

    private final ErasureRepository erasures;
    private final ErasableAccounts accounts;
    private final Erasures closing;
    private final LastTracesRepository traces;
    private final MailQueue mail;
    private final AuditTrail audit;
    private final Clock clock;

    ErasureSteps(
            ErasureRepository erasures,
            ErasableAccounts accounts,
            Erasures closing,
            LastTracesRepository traces,
            MailQueue mail,
            AuditTrail audit,
            Clock clock) {
        this.erasures = erasures;
        this.accounts = accounts;
        this.closing = closing;
        this.traces = traces;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /** Closes the account of somebody whose time has come. */
    @WithTransaction
    Uni<Void> close(UUID accountId) {
        return accounts.lock(accountId)
                .chain(() -> erasures.findLocked(accountId))
                .chain(erasure -> erasure == null || !erasure.isDue(clock.instant())
                        ? Uni.createFrom().voidItem()
                        : audit.append(AuditEntry.of(AuditAction.ACCOUNT_DELETED)
                                        .bySystem()
                                        .on(accountId))
                                .chain(() -> closing.close(erasure)));
    }

    /** Removes the last that tells of somebody, and tells them. */
    @WithTransaction
    Uni<Void> finish(UUID accountId) {
        return erasures.findLocked(accountId).onItem().ifNotNull().transformToUni(erasure -> traces.remove(erasure)
                .chain(() -> audit.append(
                        AuditEntry.of(AuditAction.PERSON_ERASED).bySystem().on(erasure.pseudonym)))
                .chain(() -> tell(erasure))
                .chain(() -> erasures.remove(erasure)));
    }

    private Uni<Void> tell(Erasure erasure) {
        return erasure.addresses.length == 0
                ? Uni.createFrom().voidItem()
                : mail.addFleeting("account_erased", erasure.language, erasure.addresses[0]);
    }
}
