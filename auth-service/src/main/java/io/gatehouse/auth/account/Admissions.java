package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.mfa.Challenges;
import io.gatehouse.auth.mfa.PresentedFactor;
import io.gatehouse.auth.mfa.SecondFactor;
import io.gatehouse.auth.session.LiveSessions;
import io.gatehouse.auth.session.NewSession;
import io.gatehouse.auth.session.Sessions;
import io.gatehouse.auth.token.Proof;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.identity.Identity;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/**
 * Lets in whoever has proved an account's password: each method is one transaction, under the account's lock. Nothing that
 * is opened here outlives the change of a password that was made while the old one was being checked.
 */
@ApplicationScoped
class Admissions {

    private final AccountRepository accounts;
    private final Sessions sessions;
    private final LiveSessions liveSessions;
    private final SecondFactor secondFactor;
    private final Challenges challenges;
    private final AuditTrail audit;
    private final Clock clock;

    Admissions(
            AccountRepository accounts,
            Sessions sessions,
            LiveSessions liveSessions,
            SecondFactor secondFactor,
            Challenges challenges,
            AuditTrail audit,
            Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.liveSessions = liveSessions;
        this.secondFactor = secondFactor;
        this.challenges = challenges;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Opens the session, or asks for the second factor. Null where the account is no longer as it was when it was proved.
     *
     * @param hash the hash that was verified, or the one that is to replace it
     */
    @WithTransaction
    Uni<Admission> admit(NewSession session, Account proved, String hash) {
        return accounts.findLocked(proved.id).chain(account -> {
            if (account == null || !account.isActive() || !account.passwordHash.equals(proved.passwordHash)) {
                return Uni.createFrom().nullItem();
            }
            account.upgradeHash(hash, clock.instant());
            return secondFactor
                    .isActive(account.id)
                    .chain(needed -> needed
                            ? challenge(account)
                            : open(session, account).replaceWith(() -> Admission.signedIn(session.tokens())));
        });
    }

    /** Opens the session for the second factor as well; a wrong one leaves everything as it was. */
    @WithTransaction
    Uni<Void> complete(NewSession session, UUID accountId, String mfaToken, PresentedFactor factor) {
        return accounts.getLocked(accountId)
                .invoke(account -> {
                    if (!account.isActive()) {
                        throw new ApiException(ErrorCode.ACCOUNT_DISABLED);
                    }
                })
                .call(() -> secondFactor.prove(accountId, factor))
                .call(() -> challenges.redeem(mfaToken))
                .chain(account -> open(session, account));
    }

    /**
     * Notes that the person has just proved the account again; {@code mfa_required} where the password is not enough.
     *
     * @param factor null where none was presented
     */
    @WithTransaction
    Uni<Void> renew(Identity person, Account proved, PresentedFactor factor) {
        return accounts.getLocked(proved.id)
                .invoke(account -> {
                    if (!account.passwordHash.equals(proved.passwordHash)) {
                        throw new ApiException(ErrorCode.INVALID_CREDENTIALS);
                    }
                })
                .chain(() -> secondFactor.isActive(proved.id))
                .chain(needed ->
                        needed ? prove(proved.id, factor) : Uni.createFrom().item(Proof.PASSWORD))
                .chain(proof -> liveSessions.renew(person, proof))
                .chain(() ->
                        audit.append(AuditEntry.of(AuditAction.REAUTHENTICATED).on(proved.id)));
    }

    // Told even if the second factor never follows: then somebody else knows the password.
    private Uni<Admission> challenge(Account account) {
        return audit.append(AuditEntry.refused(AuditAction.SIGNED_IN, ErrorCode.MFA_REQUIRED)
                        .byAnonymous()
                        .on(account.id))
                .chain(() -> challenges.open(account.id))
                .map(Admission::challenged);
    }

    private Uni<Proof> prove(UUID accountId, PresentedFactor factor) {
        if (factor == null) {
            throw SecondFactor.required();
        }
        return secondFactor.prove(accountId, factor).replaceWith(factor::proof);
    }

    // Only who has proved the address is told of a new device:
    // others' mailboxes are no place for what anybody may choose.
    private Uni<Void> open(NewSession session, Account account) {
        return account.isVerified() ? sessions.open(session, account.email) : sessions.openUntold(session);
    }
}
