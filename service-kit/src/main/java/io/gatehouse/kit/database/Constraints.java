package io.gatehouse.kit.database;

import io.vertx.pgclient.PgException;
import java.util.function.Predicate;
import org.hibernate.exception.ConstraintViolationException;

/** Matches failures by the constraint that the database names. */
public final class Constraints {

    private Constraints() {}

    /** Matches the failure of exactly this constraint, so that no other one is mistaken for it. */
    public static Predicate<Throwable> violates(String constraint) {
        return failure -> constraint.equals(violated(failure));
    }

    private static String violated(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case PgException refused
                when refused.getConstraint() != null -> {
                    return refused.getConstraint();
                }
                case ConstraintViolationException violation
                when violation.getConstraintName() != null -> {
                    return violation.getConstraintName();
                }
                default -> {
                    // Hibernate wraps the driver's failure more than once.
                }
            }
        }
        return null;
    }
}
