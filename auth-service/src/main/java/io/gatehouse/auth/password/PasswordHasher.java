package io.gatehouse.auth.password;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/** Makes and checks password hashes, off the event loop and never more at once than the bulkhead allows. */
@Singleton
public class PasswordHasher {

    private final SecureRandom random = new SecureRandom();
    private final HashingBulkhead bulkhead;
    private final Argon2Hash.Cost cost;

    PasswordHasher(HashingBulkhead bulkhead, PasswordConfig config) {
        this.bulkhead = bulkhead;
        this.cost = new Argon2Hash.Cost(config.memoryKib(), config.iterations(), config.parallelism());
    }

    /** The PHC string of a new password; {@code validation_failed} when the password breaks the policy. */
    public Uni<String> hash(NewPassword password) {
        var normalized = PasswordPolicy.check(password);
        return bulkhead.run(() -> compute(normalized).phc());
    }

    /** Whether the password belongs to the stored PHC string. */
    public Uni<PasswordCheck> verify(String password, String phc) {
        var normalized = PasswordPolicy.normalize(password);
        return bulkhead.run(() -> {
            var stored = Argon2Hash.parse(phc);
            if (!stored.matches(normalized)) {
                return PasswordCheck.WRONG;
            }
            return stored.cost().isBelow(cost) ? PasswordCheck.RIGHT_BUT_OUTDATED : PasswordCheck.RIGHT;
        });
    }

    /** Costs what {@link #verify} costs, for an account that does not exist: the time of the answer tells nothing. */
    public Uni<PasswordCheck> verifyNothing(String password) {
        var normalized = PasswordPolicy.normalize(password);
        return bulkhead.run(() -> {
            compute(normalized);
            return PasswordCheck.WRONG;
        });
    }

    /** The PHC string of a password that was just verified, at today's cost. No policy: it was accepted once. */
    public Uni<String> rehash(String password) {
        var normalized = PasswordPolicy.normalize(password);
        return bulkhead.run(() -> compute(normalized).phc());
    }

    private Argon2Hash compute(String normalized) {
        var salt = new byte[Argon2Hash.SALT_BYTES];
        random.nextBytes(salt);
        return Argon2Hash.compute(normalized, cost, salt);
    }
}
