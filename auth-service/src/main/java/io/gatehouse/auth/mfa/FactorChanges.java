package io.gatehouse.auth.mfa;

import io.gatehouse.auth.session.LiveSessions;
import io.gatehouse.auth.token.Proof;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Factors in the database: each change is one transaction, with the mail that tells of it, and begins with the question
 * whether the sign-in is recent.
 */
@ApplicationScoped
class FactorChanges {

    private final TotpRepository totps;
    private final RecoveryCodeRepository recoveryCodes;
    private final SecondFactor factor;
    private final StepUp stepUp;
    private final LiveSessions sessions;
    private final MfaNotice notice;
    private final Clock clock;

    FactorChanges(
            TotpRepository totps,
            RecoveryCodeRepository recoveryCodes,
            SecondFactor factor,
            StepUp stepUp,
            LiveSessions sessions,
            MfaNotice notice,
            Clock clock) {
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.factor = factor;
        this.stepUp = stepUp;
        this.sessions = sessions;
        this.notice = notice;
        this.clock = clock;
    }

    /** The authenticator that waits for its first code; {@code not_found} where none does. */
    @WithSession
    Uni<Totp> getWaiting(UUID accountId) {
        return totps.find(accountId)
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(ErrorCode.NOT_FOUND))
                .invoke(totp -> {
                    if (totp.isActive()) {
                        throw new ApiException(ErrorCode.MFA_ALREADY_ACTIVE);
                    }
                });
    }

    /** Under which guesses at the account's codes are counted; {@code not_found} where there is no such account. */
    @WithSession
    Uni<String> getCanonicalAddress(UUID accountId) {
        return totps.findCanonicalAddress(accountId)
                .onItem()
                .ifNull()
                .failWith(() -> new ApiException(ErrorCode.NOT_FOUND));
    }

    @WithSession
    Uni<MfaStatus> status(UUID accountId) {
        return totps.isActive(accountId)
                .chain(active -> recoveryCodes.countUnused(accountId).map(left -> new MfaStatus(active, left)));
    }

    /** Keeps an authenticator until its first code is shown, and tells the account's address. */
    @WithTransaction
    Uni<String> enrol(Identity person, Totp totp) {
        return stepUp.requireLocked(person)
                .chain(() -> totps.enrol(totp))
                .invoke(enrolled -> {
                    if (!enrolled) {
                        throw new ApiException(ErrorCode.MFA_ALREADY_ACTIVE);
                    }
                })
                .chain(() -> totps.findAddress(totp.accountId));
    }

    /** The session in which the code was shown has proved the second factor with it. */
    @WithTransaction
    Uni<Void> activate(Identity person, Totp totp, long step, List<RecoveryCode> codes) {
        var now = clock.instant();
        return stepUp.requireLocked(person)
                .chain(() -> totps.activate(totp, step, now))
                .invoke(SecondFactor::require)
                .chain(() -> recoveryCodes.replace(totp.accountId, codes, now))
                .chain(() -> sessions.raise(person, Proof.PASSWORD_AND_OTP))
                .chain(() -> notice.add(totp.accountId, MfaChange.MFA_ACTIVATED));
    }

    /** {@code mfa_code_invalid}, once the audit trail is told. */
    Uni<Void> refuseActivation(Identity person) {
        return notice.tellWrongCode(person.accountId(), MfaChange.MFA_ACTIVATED)
                .invoke(() -> SecondFactor.require(false));
    }

    @WithTransaction
    Uni<Void> remove(Identity person) {
        return stepUp.requireLocked(person).chain(() -> factor.remove(person.accountId()));
    }

    /** {@code not_found} where there is no factor that they could stand in for. */
    @WithTransaction
    Uni<Void> replaceRecoveryCodes(Identity person, List<RecoveryCode> codes) {
        var accountId = person.accountId();
        return stepUp.requireLocked(person)
                .chain(() -> totps.find(accountId))
                .invoke(totp -> {
                    if (totp == null || !totp.isActive()) {
                        throw new ApiException(ErrorCode.NOT_FOUND);
                    }
                })
                .chain(() -> recoveryCodes.replace(accountId, codes, clock.instant()))
                .chain(() -> notice.add(accountId, MfaChange.RECOVERY_CODES_REPLACED));
    }
}
