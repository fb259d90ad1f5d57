package io.gatehouse.auth.account;

import io.gatehouse.auth.audit.AuditEntry;
import io.gatehouse.auth.password.NewPassword;
import io.gatehouse.auth.password.PasswordHasher;
import io.gatehouse.auth.role.RoleNames;
import io.gatehouse.contracts.audit.AuditAction;
import io.gatehouse.contracts.auth.EmailForm;
import io.gatehouse.contracts.error.ApiException;
import io.gatehouse.contracts.error.ErrorCode;
import io.gatehouse.kit.database.Ids;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sees to it that there is an administrator, once per start and as soon as the database answers. An account that has the
 * address already is made administrator only if it also has the password: anybody may have signed up with the address.
 */
@Singleton
class FirstAdministrator {

    private static final Logger LOG = Logger.getLogger(FirstAdministrator.class);
    private static final String DISPLAY_NAME = "Administrator";

    private final AccountService accounts;
    private final PasswordHasher passwords;
    private final AdminConfig config;
    private final Clock clock;
    private volatile boolean settled;

    FirstAdministrator(AccountService accounts, PasswordHasher passwords, AdminConfig config, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.config = config;
        this.clock = clock;
    }

    void check(@Observes StartupEvent start) {
        requireBothOrNeither(config);
        requireAcceptable();
    }

    // One without the other is a slip, and would leave the set without an administrator in silence.
    static void requireBothOrNeither(AdminConfig config) {
        if (config.email().isPresent() != config.password().isPresent()) {
            var missing = config.email().isPresent() ? "GATEHOUSE_ADMIN_PASSWORD" : "GATEHOUSE_ADMIN_EMAIL";
            // Of this type the runtime logs the message alone, without a stack trace.
            throw new ConfigurationException(
                    "Not started: GATEHOUSE_ADMIN_EMAIL and GATEHOUSE_ADMIN_PASSWORD are set both or neither; "
                            + missing + " is missing.");
        }
    }

    // Nobody could sign in as the administrator, and would find out only then.
    void requireAcceptable() {
        config.email().ifPresent(email -> {
            if (!isAddress(email)) {
                throw new ConfigurationException("Not started: GATEHOUSE_ADMIN_EMAIL must be an e-mail address.");
            }
        });
        config.password().ifPresent(password -> {
            try {
                passwords.requireAcceptable(newPassword(password));
            } catch (ApiException refused) {
                throw new ConfigurationException("Not started: GATEHOUSE_ADMIN_PASSWORD "
                        + refused.errors.getFirst().message() + ".");
            }
        });
    }

    private static boolean isAddress(String email) {
        try {
            return email.matches(EmailForm.REGEXP)
                    && !EmailAddress.of(email).canonical().isEmpty();
        } catch (ApiException ambiguous) {
            return false;
        }
    }

    private NewPassword newPassword(String password) {
        return new NewPassword(
                "GATEHOUSE_ADMIN_PASSWORD", password, List.of(config.email().get()));
    }

    /** Whether nothing is left to do: there is one, or none is configured, or the log says why there can be none. */
    boolean isSettled() {
        return settled || config.email().isEmpty() || config.password().isEmpty();
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> ensure() {
        if (isSettled()) {
            return Uni.createFrom().voidItem();
        }
        var email = EmailAddress.of(config.email().get());
        return accounts.findByEmail(email)
                .chain(known -> known == null ? create(email) : promote(known))
                .invoke(() -> settled = true)
                // Whatever it is, the next look comes in a second.
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("No first administrator yet: %s", failure.getMessage());
                    return null;
                });
    }

    private Uni<Void> create(EmailAddress email) {
        return passwords
                .hash(newPassword(config.password().get()))
                .map(hash -> administrator(email, hash))
                .chain(account -> accounts.create(
                        account,
                        DISPLAY_NAME,
                        AuditEntry.of(AuditAction.ADMINISTRATOR_APPOINTED).bySystem()))
                // Another instance was faster, with the same configuration.
                .onFailure(FirstAdministrator::isTaken)
                .recoverWithNull();
    }

    // Whoever configures the address vouches for it.
    private Account administrator(EmailAddress email, String hash) {
        var now = clock.instant();
        var account = new Account(Ids.next(), email, hash, List.of(RoleNames.USER, RoleNames.ADMIN), now);
        account.verifyEmail(now);
        return account;
    }

    private Uni<Void> promote(Account account) {
        if (account.isAdmin()) {
            return Uni.createFrom().voidItem();
        }
        return passwords.verify(config.password().get(), account.passwordHash).chain(check -> {
            if (check.isRight()) {
                return accounts.makeAdmin(account.id);
            }
            LOG.errorf(
                    "GATEHOUSE_ADMIN_EMAIL belongs to account %s, which has another password: not made administrator",
                    account.id);
            return Uni.createFrom().voidItem();
        });
    }

    private static boolean isTaken(Throwable failure) {
        return failure instanceof ApiException refused && refused.code == ErrorCode.EMAIL_TAKEN;
    }
}
