package io.gatehouse.local;

import java.nio.file.Path;
import java.util.Optional;

/** Why the launcher cannot go on, in one sentence for the person before the screen, with the log that tells more. */
final class LauncherException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path log;

    LauncherException(String message) {
        this(message, null, null);
    }

    LauncherException(String message, Path log, Throwable cause) {
        super(message, cause);
        this.log = log;
    }

    Optional<Path> log() {
        return Optional.ofNullable(log);
    }
}
