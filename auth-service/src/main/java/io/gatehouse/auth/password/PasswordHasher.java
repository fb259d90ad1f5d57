package io.gatehouse.auth.password;

import io.gatehouse.contracts.error.ApiException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jboss.logging.Logger;

/** Makes and checks password hashes, off the event loop and never more at once than the bulkhead allows. */
@Singleton
public class PasswordHasher {

    private static final Logger LOG = Logger.getLogger(PasswordHasher.class);

    /** Stored where an account has no password: none belongs to it. */
    public static final String NO_PASSWORD = "none";

    /** Stands before a stored hash that another system made, of the password as it was typed there. */
    private static final String IMPORTED = "imported:";

    /** What Django's Argon2 and OWASP's strongest scrypt need. */
    private static final int MAX_FOREIGN_MEMORY_KIB = 128 << 10;

    private final SecureRandom random = new SecureRandom();
    private final HashingBulkhead bulkhead;
    private final PasswordStrength strength;
    private final Argon2Hash.Cost cost;
    private final Argon2Memory memory;
    private final int foreignMemoryKib;

    PasswordHasher(HashingBulkhead bulkhead, PasswordStrength strength, PasswordConfig config) {
        this.bulkhead = bulkhead;
        this.strength = strength;
        this.cost = new Argon2Hash.Cost(config.memoryKib(), config.iterations(), config.parallelism());
        this.memory = new Argon2Memory(cost);
        // All threads may be at it at once, and a heap that is used up ends the process.
        this.foreignMemoryKib = (int)
                Math.min(MAX_FOREIGN_MEMORY_KIB, (Runtime.getRuntime().maxMemory() >> 10) / 3 / bulkhead.threads());
    }

    /** The PHC string of a new password; {@code validation_failed} or {@code weak_password} when it breaks the policy. */
    public Uni<String> hash(NewPassword password) {
        var normalized = PasswordPolicy.check(password);
        return bulkhead.run(() -> {
            strength.require(normalized, password);
            return compute(normalized);
        });
    }

    /** Refuses what {@link #hash} would. Takes milliseconds of the thread that calls it, a quarter of a second the first time. */
    public void requireAcceptable(NewPassword password) {
        strength.require(PasswordPolicy.check(password), password);
    }

    /** What to store for a hash that another system made; {@code validation_failed} when it cannot be accepted. */
    public String adopt(String field, String foreign) {
        try {
            ForeignHash.parse(foreign, foreignMemoryKib);
            return IMPORTED + foreign;
        } catch (UnacceptableHashException unacceptable) {
            throw ApiException.invalid(field, unacceptable.code, unacceptable.getMessage());
        }
    }

    /**
     * Fails with {@code service_unavailable} while no hash would be taken on. Asked before the database is, it keeps the
     * surplus of a storm away from the connections that everything else needs.
     */
    public Uni<Void> requireRoom() {
        return bulkhead.requireRoom();
    }

    /** Whether the password belongs to the stored hash. */
    public Uni<PasswordCheck> verify(String password, String stored) {
        if (stored.equals(NO_PASSWORD)) {
            return verifyNothing(password);
        }
        return bulkhead.run(() -> stored.startsWith(IMPORTED)
                ? checkImported(password, stored.substring(IMPORTED.length()))
                : check(PasswordPolicy.normalize(password), Argon2Hash.parse(stored)));
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
        return bulkhead.run(() -> compute(normalized));
    }

    private PasswordCheck check(String normalized, Argon2Hash stored) {
        if (!stored.matches(normalized, memory.ofThisThread())) {
            return PasswordCheck.WRONG;
        }
        return stored.cost().isBelow(cost) ? PasswordCheck.RIGHT_BUT_OUTDATED : PasswordCheck.RIGHT;
    }

    private PasswordCheck checkImported(String password, String foreign) {
        try {
            return ForeignHash.parse(foreign, foreignMemoryKib).matches(password)
                    ? PasswordCheck.RIGHT_BUT_OUTDATED
                    : PasswordCheck.WRONG;
        } catch (UnacceptableHashException unacceptable) {
            // It was accepted by other bounds than today's.
            LOG.errorf(
                    "An imported password hash is refused, its account needs a reset: %s", unacceptable.getMessage());
            return PasswordCheck.WRONG;
        }
    }

    private String compute(String normalized) {
        var salt = new byte[Argon2Hash.SALT_BYTES];
        random.nextBytes(salt);
        return Argon2Hash.compute(normalized, cost, salt, memory.ofThisThread()).phc();
    }
}
