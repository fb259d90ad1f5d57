package io.gatehouse.auth.mfa;

import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiFunction;

/** The second factor of an account, asked for in the transaction of the sign-in that it belongs to. */
@Singleton
public class SecondFactor {

    /** With which a sign-in can be completed, as {@code mfa_required} names them. */
    private static final List<String> METHODS = List.of("totp", "recovery_code");

    private final TotpRepository totps;
    private final RecoveryCodeRepository recoveryCodes;
    private final TotpSecrets secrets;
    private final MfaNotice notice;
    private final Clock clock;

    SecondFactor(
            TotpRepository totps,
            RecoveryCodeRepository recoveryCodes,
            TotpSecrets secrets,
            MfaNotice notice,
            Clock clock) {
        this.totps = totps;
        this.recoveryCodes = recoveryCodes;
        this.secrets = secrets;
        this.notice = notice;
        this.clock = clock;
    }

    /** Whether a password alone is not enough. */
    public Uni<Boolean> isActive(UUID accountId) {
        return totps.isActive(accountId);
    }

    /** Tells what else is needed. */
    public static ApiException required() {
        return new ApiException(ErrorCode.MFA_REQUIRED).with("methods", METHODS);
    }

    /** Uses the factor up, once the account is locked; {@code mfa_code_invalid} where it is wrong, from another time, or was used before. */
    public Uni<Void> prove(UUID accountId, PresentedFactor factor) {
        var accepted = factor.isTotp()
                ? acceptCode(accountId, factor.code())
                : acceptRecoveryCode(accountId, new RecoveryCode(factor.recoveryCode()));
        return accepted.invoke(SecondFactor::require).replaceWithVoid();
    }

    /**
     * Removes it and its recovery codes, once the account is locked; nobody is told where there was none that was active.
     */
    public Uni<Void> remove(UUID accountId) {
        return remove(accountId, notice::add);
    }

    /** The same for the account's person, who has no token yet. */
    public Uni<Void> removeOwn(UUID accountId) {
        return remove(accountId, notice::addOwn);
    }

    private Uni<Void> remove(UUID accountId, BiFunction<UUID, MfaChange, Uni<Void>> tell) {
        return totps.find(accountId)
                .call(() -> recoveryCodes.removeAll(accountId))
                .call(() -> totps.remove(accountId))
                .chain(removed -> removed != null && removed.isActive()
                        ? tell.apply(accountId, MfaChange.MFA_REMOVED)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> acceptCode(UUID accountId, String code) {
        var now = clock.instant();
        return totps.find(accountId).chain(totp -> {
            var step = totp == null ? OptionalLong.empty() : secrets.open(totp).find(code, now);
            return step.isPresent()
                    ? totps.accept(totp, step.getAsLong(), now)
                    : Uni.createFrom().item(false);
        });
    }

    private Uni<Boolean> acceptRecoveryCode(UUID accountId, RecoveryCode code) {
        return recoveryCodes
                .accept(accountId, code, clock.instant())
                .call(accepted -> accepted
                        ? notice.addOwn(accountId, MfaChange.RECOVERY_CODE_USED)
                        : Uni.createFrom().voidItem());
    }

    static void require(boolean accepted) {
        if (!accepted) {
            throw new ApiException(ErrorCode.MFA_CODE_INVALID);
        }
    }
}
