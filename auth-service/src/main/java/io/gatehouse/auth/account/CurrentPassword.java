package io.gatehouse.auth.account;

import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Asks whoever is signed in for their password once more, before something changes that a thief of their access token must
 * not change. Wrong ones count like those of a sign-in.
 */
@Singleton
class CurrentPassword {

    private final AccountService accounts;
    private final PasswordHasher passwords;
    private final GuessLimiter guesses;

    CurrentPassword(AccountService accounts, PasswordHasher passwords, GuessLimiter guesses) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.guesses = guesses;
    }

    /** The account, if the password is its own; {@code invalid_credentials} otherwise. */
    Uni<Account> prove(UUID accountId, String password) {
        return accounts.get(accountId)
                .chain(account ->
                        guesses.guard(new Guess("login", account.emailCanonical), () -> check(account, password)));
    }

    private Uni<Account> check(Account account, String password) {
        return passwords.verify(password, account.passwordHash).map(check -> {
            if (!check.isRight()) {
                throw new ApiException(ErrorCode.INVALID_CREDENTIALS);
            }
            return account;
        });
    }
}
