package io.gatehouse.auth.account;

import io.gatehouse.auth.mfa.Challenges;
import io.gatehouse.auth.mfa.PresentedFactor;
import io.gatehouse.auth.session.Sessions;
import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.kit.identity.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Proof beyond the password of a sign-in: the second factor, and both once more for what matters. */
@Singleton
class SecondStepService {

    private final AccountService accounts;
    private final Admissions admissions;
    private final CurrentPassword currentPassword;
    private final Challenges challenges;
    private final Sessions sessions;
    private final GuessLimiter guesses;
    private final SignInRecord record;

    SecondStepService(
            AccountService accounts,
            Admissions admissions,
            CurrentPassword currentPassword,
            Challenges challenges,
            Sessions sessions,
            GuessLimiter guesses,
            SignInRecord record) {
        this.accounts = accounts;
        this.admissions = admissions;
        this.currentPassword = currentPassword;
        this.challenges = challenges;
        this.sessions = sessions;
        this.guesses = guesses;
        this.record = record;
    }

    /** Completes the sign-in for which the token was given. */
    Uni<TokenResponse> login(String mfaToken, PresentedFactor factor) {
        return guesses.guard(Guess.ofAnyone("mfa_token"), () -> challenges.getAccount(mfaToken))
                .chain(accounts::get)
                .chain(account -> guesses.guard(guess(account), () -> complete(account, mfaToken, factor)))
                .invoke(record::countSuccess)
                .onFailure(ApiException.class)
                .invoke(record::countRefusal);
    }

    /**
     * Renews the session's sign-in.
     *
     * @param factor null where none was presented
     */
    Uni<Void> reauthenticate(Identity person, String password, PresentedFactor factor) {
        return currentPassword
                .prove(person.accountId(), password)
                .chain(account -> factor == null
                        ? renew(person, account, null)
                        : guesses.guard(guess(account), () -> renew(person, account, factor)));
    }

    private Uni<TokenResponse> complete(Account account, String mfaToken, PresentedFactor factor) {
        var session = sessions.prepare(account.id, account.roles(), factor.proof());
        return admissions
                .complete(session, account.id, mfaToken, factor)
                .onFailure(ApiException.class)
                .call(refusal -> record.tellRefusal(account, refusal))
                .replaceWith(session::tokens);
    }

    private Uni<Void> renew(Identity person, Account account, PresentedFactor factor) {
        return admissions
                .renew(person, account, factor)
                .onFailure(ApiException.class)
                .call(refusal -> record.tellRefusedProof(account, refusal));
    }

    private static Guess guess(Account account) {
        return Guess.ofSecondFactor(account.emailCanonical);
    }
}
