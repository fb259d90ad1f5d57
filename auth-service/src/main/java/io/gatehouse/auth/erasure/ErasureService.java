package io.gatehouse.auth.erasure;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;

/** The wish to be forgotten. The account's lock makes those take turns who ask and cancel at once, and who carry it out. */
@ApplicationScoped
class ErasureService {

    private final ErasureRepository erasures;
    private final ErasableAccounts accounts;
    private final ErasureConfig config;
    private final MailQueue mail;
    private final AuditTrail audit;
    private final Clock clock;

    ErasureService(
            ErasureRepository erasures,
            ErasableAccounts accounts,
            ErasureConfig config,
            MailQueue mail,
            AuditTrail audit,
            Clock clock) {
        this.erasures = erasures;
        this.accounts = accounts;
        this.config = config;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /** Asks for it, once: whoever asks again is told what holds. */
    @WithTransaction
    Uni<Erasure> request(Identity person) {
        return accounts.lockForErasure(person)
                .chain(address ->
                        erasures.findById(person.accountId()).onItem().ifNull().switchTo(() -> note(person, address)));
    }

    @WithSession
    Uni<Erasure> get(Identity person) {
        return erasures.findById(person.accountId())
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(ErrorCode.NOT_FOUND));
    }

    /** {@code not_found} where there is nothing to cancel any more. */
    @WithTransaction
    Uni<Void> cancel(Identity person) {
        return accounts.lock(person.accountId())
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(ErrorCode.NOT_FOUND))
                .chain(address -> get(person)
                        .chain(erasures::remove)
                        .chain(() -> mail.add("erasure_cancelled", address, Map.of()))
                        .chain(() -> audit.append(
                                AuditEntry.of(AuditAction.ERASURE_CANCELLED).on(person.accountId()))));
    }

    private Uni<Erasure> note(Identity person, String address) {
        var erasure = new Erasure(person.accountId(), mail.language(), clock.instant(), config.gracePeriod());
        var dueOn = erasure.dueAt.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return erasures.persist(erasure)
                .call(() -> mail.add("erasure_requested", address, Map.of("dueOn", dueOn)))
                .call(() -> audit.append(
                        AuditEntry.of(AuditAction.ERASURE_REQUESTED).on(person.accountId())));
    }
}
