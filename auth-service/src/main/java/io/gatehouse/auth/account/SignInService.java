package io.gatehouse.auth.account;

import io.gatehouse.auth.account.AccountConfig.Verification;
import io.gatehouse.auth.password.NewPassword;
import io.gatehouse.auth.password.PasswordCheck;
import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.role.RoleNames;
import io.gatehouse.auth.session.Sessions;
import io.gatehouse.auth.throttle.Guess;
import io.gatehouse.auth.throttle.GuessLimiter;
import io.gatehouse.auth.token.Proof;
import io.gatehouse.contracts.auth.TokenResponse;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.database.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Sign-up and sign-in. Passwords are hashed between the transactions, never within one. */
@Singleton
class SignInService {

    private static final int RETRIES = 2;

    private final AccountConfig config;
    private final AccountService accounts;
    private final Admissions admissions;
    private final EmailChanges emails;
    private final PasswordHasher passwords;
    private final Sessions sessions;
    private final GuessLimiter guesses;
    private final Clock clock;
    private final SignInRecord record;

    SignInService(
            AccountConfig config,
            AccountService accounts,
            Admissions admissions,
            EmailChanges emails,
            PasswordHasher passwords,
            Sessions sessions,
            GuessLimiter guesses,
            Clock clock,
            SignInRecord record) {
        this.config = config;
        this.accounts = accounts;
        this.admissions = admissions;
        this.emails = emails;
        this.passwords = passwords;
        this.sessions = sessions;
        this.guesses = guesses;
        this.clock = clock;
        this.record = record;
    }

    /** Null where the address must be verified first: the same answer and the same work, whoever has it. */
    Uni<SignedIn> signup(String email, String password, String displayName) {
        var address = EmailAddress.of(email);
        return passwords
                .hash(new NewPassword("password", password, List.of(email, displayName)))
                .chain(hash -> config.verification() == Verification.REQUIRED
                        ? emails.keepSignup(new PendingSignup(address, hash, displayName, clock.instant()))
                                .replaceWith((SignedIn) null)
                        : createSignedIn(
                                new Account(Ids.next(), address, hash, List.of(RoleNames.USER), clock.instant()),
                                displayName));
    }

    Uni<TokenResponse> login(String email, String password) {
        var address = EmailAddress.of(email);
        return passwords
                .requireRoom()
                .chain(() ->
                        guesses.guard(Guess.ofPassword(address.canonical()), () -> attempt(address, password, RETRIES)))
                .invoke(record::countSuccess)
                .onFailure(ApiException.class)
                .invoke(record::countRefusal);
    }

    /** Begins anew where the hash was replaced meanwhile: by an upgrade, or by another password. */
    private Uni<TokenResponse> attempt(EmailAddress email, String password, int more) {
        return accounts.findByEmail(email)
                .chain(account -> authenticate(account, password)
                        .onFailure(ApiException.class)
                        .call(refusal -> record.tellRefusal(account, refusal))
                        .chain(hash -> openSession(account, hash)))
                .onItem()
                .ifNull()
                .switchTo(() -> more > 0 ? attempt(email, password, more - 1) : refuse(ErrorCode.INVALID_CREDENTIALS));
    }

    private Uni<SignedIn> createSignedIn(Account account, String displayName) {
        var session = sessions.prepare(account.id, account.roles(), Proof.PASSWORD);
        return accounts.createSignedIn(account, session, displayName)
                .replaceWith(() -> new SignedIn(account, session.tokens()));
    }

    private Uni<TokenResponse> openSession(Account account, String hash) {
        var session = sessions.prepare(account.id, account.roles(), Proof.PASSWORD);
        return admissions.admit(session, account, hash).onItem().ifNotNull().transform(Admission::requireTokens);
    }

    /** The hash the account is to have: the one that was verified, or a stronger one of the same password. */
    private Uni<String> authenticate(Account account, String password) {
        if (account == null) {
            // The same work and the same answer as for a wrong password.
            return passwords.verifyNothing(password).chain(() -> refuse(ErrorCode.INVALID_CREDENTIALS));
        }
        return passwords
                .verify(password, account.passwordHash)
                .chain(check -> admit(account, check))
                .chain(check -> check == PasswordCheck.RIGHT_BUT_OUTDATED
                        ? passwords.rehash(password)
                        : Uni.createFrom().item(account.passwordHash));
    }

    private Uni<PasswordCheck> admit(Account account, PasswordCheck check) {
        if (!check.isRight()) {
            return refuse(ErrorCode.INVALID_CREDENTIALS);
        }
        if (!account.isActive()) {
            return refuse(ErrorCode.ACCOUNT_DISABLED);
        }
        return account.isVerified() || config.verification() == Verification.OPTIONAL
                ? Uni.createFrom().item(check)
                : refuse(ErrorCode.EMAIL_NOT_VERIFIED);
    }

    private static <T> Uni<T> refuse(ErrorCode code) {
        return Uni.createFrom().failure(() -> new ApiException(code));
    }
}
