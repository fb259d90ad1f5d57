package io.gatehouse.auth.mfa;

import io.gatehouse.contracts.audit.AuditAction;
import java.util.Locale;

/** What happened to a second factor, as its person is told of it. */
enum MfaChange {
    MFA_ACTIVATED(AuditAction.MFA_ACTIVATED),
    MFA_REMOVED(AuditAction.MFA_REMOVED),
    RECOVERY_CODES_REPLACED(AuditAction.RECOVERY_CODES_REPLACED),
    RECOVERY_CODE_USED(AuditAction.RECOVERY_CODE_USED);

    final AuditAction action;

    /** The mail that tells of it. */
    final String template = name().toLowerCase(Locale.ROOT);

    MfaChange(AuditAction action) {
        this.action = action;
    }
}
