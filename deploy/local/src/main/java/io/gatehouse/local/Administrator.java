package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The first administrator of the set: whom the settings name, or one with a password of this set's own. */
record Administrator(String email, String password, boolean chosen) {

    static final String EMAIL = "GATEHOUSE_ADMIN_EMAIL";
    static final String PASSWORD = "GATEHOUSE_ADMIN_PASSWORD";

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    static Administrator of(Settings settings, Secrets secrets) {
        var email = settings.find(EMAIL);
        var password = settings.find(PASSWORD);
        if (email.isPresent() != password.isPresent()) {
            var missing = email.isPresent() ? PASSWORD : EMAIL;
            throw new LauncherException(EMAIL + " and " + PASSWORD + " are set both or neither; " + missing
                    + " is missing. Without them the administrator gets a password that is shown once");
        }
        return new Administrator(
                email.orElse("admin@gatehouse.localdomain"),
                password.orElseGet(secrets::administratorPassword),
                password.isPresent());
    }

    /** Keeps the password for the tour, wherever it came from, as long as the set is up: for its owner alone. */
    void keepPassword(Path file) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, OWNER_ONLY);
            Files.writeString(file, password + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return "Administrator[redacted]";
    }
}
