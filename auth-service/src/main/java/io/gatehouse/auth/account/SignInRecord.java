package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** What is counted and told of sign-ins. That one succeeded is told by the session it opens. */
@Singleton
class SignInRecord {

    /** Not when there was no room to look, or too much was tried: a flood of those must not fill the audit trail. */
    private static final Set<ErrorCode> TOLD = Set.of(
            ErrorCode.INVALID_CREDENTIALS,
            ErrorCode.MFA_REQUIRED,
            ErrorCode.MFA_CODE_INVALID,
            ErrorCode.ACCOUNT_DISABLED,
            ErrorCode.EMAIL_NOT_VERIFIED);

    private final AuditTrail audit;
    private final MeterRegistry meters;

    SignInRecord(AuditTrail audit, MeterRegistry meters) {
        this.audit = audit;
        this.meters = meters;
    }

    void countSuccess() {
        count("succeeded");
    }

    void countRefusal(Throwable refused) {
        count(refused.getMessage());
    }

    /** @param account null where there is none; told all the same, for the same answer in the same time */
    Uni<Void> tellRefusal(Account account, ApiException refusal) {
        var entry = AuditEntry.refused(AuditAction.SIGNED_IN, refusal.code)
                .byAnonymous()
                .on(account == null ? null : account.id);
        return tell(entry, refusal);
    }

    /** Tells that somebody who is signed in did not prove the second factor as well. */
    Uni<Void> tellRefusedProof(Account account, ApiException refusal) {
        return tell(
                AuditEntry.refused(AuditAction.REAUTHENTICATED, refusal.code).on(account.id), refusal);
    }

    private Uni<Void> tell(AuditEntry entry, ApiException refusal) {
        return TOLD.contains(refusal.code)
                ? audit.appendApart(entry)
                : Uni.createFrom().voidItem();
    }

    private void count(String outcome) {
        meters.counter("gatehouse.login", "outcome", outcome).increment();
    }
}
