package io.gatehouse.auth.mfa;

import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What people do with their second factor; each change needs a recent sign-in. */
@Singleton
class MfaService {

    private final FactorChanges changes;
    private final StepUp stepUp;
    private final TotpSecrets secrets;
    private final GuessLimiter guesses;
    private final MfaConfig config;
    private final Clock clock;

    MfaService(
            FactorChanges changes,
            StepUp stepUp,
            TotpSecrets secrets,
            GuessLimiter guesses,
            MfaConfig config,
            Clock clock) {
        this.changes = changes;
        this.stepUp = stepUp;
        this.secrets = secrets;
        this.guesses = guesses;
        this.config = config;
        this.clock = clock;
    }

    Uni<MfaStatus> status(UUID accountId) {
        return changes.status(accountId);
    }

    /** Makes an authenticator that does not count yet, in place of another such one. */
    Uni<Enrolment> enrol(Identity person) {
        var id = Ids.next();
        var secret = TotpSecret.random();
        var totp = new Totp(id, person.accountId(), secrets.seal(id, secret), clock.instant());
        return changes.enrol(person, totp).map(address -> new Enrolment(secret, config.issuer(), address));
    }

    /**
     * From here on a password is not enough; the codes are shown once. The sign-in is looked at before, too: without a recent
     * one no code is tried.
     */
    Uni<List<RecoveryCode>> activate(Identity person, String code) {
        var codes = freshCodes();
        return stepUp.require(person)
                .chain(() -> changes.getCanonicalAddress(person.accountId()))
                .chain(address -> guesses.guard(Guess.ofSecondFactor(address), () -> activate(person, code, codes)))
                .replaceWith(codes);
    }

    Uni<Void> remove(Identity person) {
        return changes.remove(person);
    }

    /** In place of all codes there were. */
    Uni<List<RecoveryCode>> replaceRecoveryCodes(Identity person) {
        var codes = freshCodes();
        return changes.replaceRecoveryCodes(person, codes).replaceWith(codes);
    }

    private Uni<Void> activate(Identity person, String code, List<RecoveryCode> codes) {
        return changes.getWaiting(person.accountId()).chain(totp -> {
            var step = secrets.open(totp).find(code, clock.instant());
            return step.isPresent()
                    ? changes.activate(person, totp, step.getAsLong(), codes)
                    : changes.refuseActivation(person);
        });
    }

    private static List<RecoveryCode> freshCodes() {
        return Stream.generate(RecoveryCode::random).limit(RecoveryCode.COUNT).toList();
    }
}
