package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.role.RoleNames;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.auth.ImportOutcome;
import io.gatehouse.contracts.auth.ImportedAccount;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.database.Ids;
import io.gatehouse.kit.problem.Violations;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.List;

/** Takes over accounts of another system, one transaction each: what is refused or fails later undoes none before it. */
@Singleton
class AccountImportService {

    private final AccountService accounts;
    private final PasswordHasher passwords;
    private final Validator validator;
    private final Clock clock;
    private final MeterRegistry meters;

    AccountImportService(
            AccountService accounts, PasswordHasher passwords, Validator validator, Clock clock, MeterRegistry meters) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.validator = validator;
        this.clock = clock;
        this.meters = meters;
    }

    /** What became of each, in their order. */
    Uni<List<ImportOutcome>> importAll(List<ImportedAccount> wanted) {
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUniAndConcatenate(this::importOne)
                .invoke(outcome -> meters.counter("gatehouse.account.import", "outcome", outcome.outcome())
                        .increment())
                .collect()
                .asList();
    }

    private Uni<ImportOutcome> importOne(ImportedAccount wanted) {
        return Uni.createFrom()
                .item(() -> toAccount(wanted))
                .chain(account -> accounts.create(
                                account, wanted.displayName(), AuditEntry.of(AuditAction.ACCOUNT_IMPORTED))
                        .replaceWith(() -> ImportOutcome.created(wanted.email(), account.id)))
                .onFailure(AccountImportService::concernsItAlone)
                .recoverWithItem(refusal -> refused(wanted, (ApiException) refusal));
    }

    private Account toAccount(ImportedAccount wanted) {
        var violations = validator.validate(wanted);
        if (!violations.isEmpty()) {
            throw ApiException.invalid(Violations.fieldErrors(violations));
        }
        var hash = passwords.adopt("password_hash", wanted.passwordHash());
        var now = clock.instant();
        var account = new Account(Ids.next(), EmailAddress.of(wanted.email()), hash, List.of(RoleNames.USER), now);
        if (wanted.emailVerified()) {
            account.verifyEmail(now);
        }
        if ("disabled".equals(wanted.status())) {
            account.disable(now);
        }
        return account;
    }

    private static boolean concernsItAlone(Throwable failure) {
        return failure instanceof ApiException refusal
                && (refusal.code == ErrorCode.VALIDATION_FAILED || refusal.code == ErrorCode.EMAIL_TAKEN);
    }

    private static ImportOutcome refused(ImportedAccount wanted, ApiException refusal) {
        return refusal.code == ErrorCode.EMAIL_TAKEN
                ? ImportOutcome.emailTaken(wanted.email())
                : ImportOutcome.invalid(wanted.email(), refusal.errors);
    }
}
