package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.audit.AuditTrail;
import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Asks for the password once more before something changes that a thief of an access token, or of a mail, must not change.
 * Wrong ones count like those of a sign-in.
 */
@Singleton
class CurrentPassword {

    private final AccountService accounts;
    private final PasswordHasher passwords;
    private final GuessLimiter guesses;
    private final AuditTrail audit;

    CurrentPassword(AccountService accounts, PasswordHasher passwords, GuessLimiter guesses, AuditTrail audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.guesses = guesses;
        this.audit = audit;
    }

    /** The account, if the password is its own; {@code invalid_credentials} otherwise. */
    Uni<Account> prove(UUID accountId, String password) {
        return accounts.get(accountId).call(account -> prove(account.emailCanonical, account.passwordHash, password)
                .onFailure(CurrentPassword::isWrong)
                .call(() ->
                        audit.appendApart(AuditEntry.refused(AuditAction.REAUTHENTICATED, ErrorCode.INVALID_CREDENTIALS)
                                .on(accountId))));
    }

    private static ApiException wrong() {
        return new ApiException(ErrorCode.INVALID_CREDENTIALS, "the current password is wrong");
    }

    private static boolean isWrong(Throwable failure) {
        return failure instanceof ApiException refused && refused.code == ErrorCode.INVALID_CREDENTIALS;
    }

    /** Fails with {@code invalid_credentials} where the password, which may be missing, does not belong to the hash. */
    Uni<Void> prove(String emailCanonical, String hash, String password) {
        if (password == null) {
            return Uni.createFrom().failure(CurrentPassword::wrong);
        }
        return guesses.guard(
                        Guess.ofPassword(emailCanonical),
                        () -> passwords.verify(password, hash).invoke(check -> {
                            if (!check.isRight()) {
                                throw wrong();
                            }
                        }))
                .replaceWithVoid();
    }
}
