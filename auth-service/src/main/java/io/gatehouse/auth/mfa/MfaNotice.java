package io.gatehouse.auth.mfa;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.mail.MailQueue;
import io.gatehouse.auth.origin.RequestOrigin;
import io.gatehouse.contracts.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Tells people and the audit trail what happened to a second factor, in the transaction in which it happens. */
@Singleton
class MfaNotice {

    private final TotpRepository totps;
    private final MailQueue mail;
    private final RequestOrigin origin;
    private final AuditTrail audit;

    MfaNotice(TotpRepository totps, MailQueue mail, RequestOrigin origin, AuditTrail audit) {
        this.totps = totps;
        this.mail = mail;
        this.origin = origin;
        this.audit = audit;
    }

    /** Done by whoever speaks in the request. */
    Uni<Void> add(UUID accountId, MfaChange change) {
        return add(accountId, change, AuditEntry.of(change.action));
    }

    /** Done by the account's person, who may have no token yet. */
    Uni<Void> addOwn(UUID accountId, MfaChange change) {
        return add(accountId, change, AuditEntry.of(change.action).by(accountId));
    }

    /** Tells that whoever speaks in the request wanted a change and had the wrong code, in a transaction of its own. */
    Uni<Void> tellWrongCode(UUID accountId, MfaChange wanted) {
        return audit.appendApart(
                AuditEntry.refused(wanted.action, ErrorCode.MFA_CODE_INVALID).on(accountId));
    }

    private Uni<Void> add(UUID accountId, MfaChange change, AuditEntry entry) {
        return totps.findAddress(accountId)
                .chain(address -> mail.add(change.template, address, origin.told()))
                .chain(() -> audit.append(entry.on(accountId)));
    }
}
