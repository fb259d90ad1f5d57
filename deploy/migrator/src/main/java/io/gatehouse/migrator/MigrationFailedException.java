package io.gatehouse.migrator;

/** The schema of a service is not at its newest version. The message is one that an operator can act on. */
public final class MigrationFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MigrationFailedException(ServiceSchema service, Exception cause) {
        super("The migration of schema '" + service.schema() + "' failed: " + cause.getMessage(), cause);
    }
}
