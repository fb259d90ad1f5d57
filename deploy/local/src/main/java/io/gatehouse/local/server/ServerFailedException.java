package io.gatehouse.local.server;

import java.nio.file.Path;
import java.util.Optional;

/** A server did not start. The message is one sentence for people; the log, if there is one, has the reason. */
public final class ServerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path log;

    public ServerFailedException(String message, Path log, Throwable cause) {
        super(message, cause);
        this.log = log;
    }

    public ServerFailedException(String message, Throwable cause) {
        this(message, null, cause);
    }

    /** The log whose end tells why. */
    public Optional<Path> log() {
        return Optional.ofNullable(log);
    }
}
