package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords and keys of this one set: made at its first start, kept in a file that only its owner reads. */
final class Secrets {

    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 18;

    private final Properties values;
    private final boolean created;

    private Secrets(Properties values, boolean created) {
        this.values = values;
        this.created = created;
    }

    static Secrets loadOrCreate(Path file, ServiceSet services) {
        try {
            return Files.exists(file)
                    ? new Secrets(complete(file, services), false)
                    : new Secrets(create(file, services), true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether they were made just now, so that what a person must know is shown once. */
    boolean created() {
        return created;
    }

    String masterKey() {
        return values.getProperty("master_key");
    }

    String databaseOwnerPassword() {
        return values.getProperty("database_owner_password");
    }

    String databasePassword(Service service) {
        return values.getProperty(databasePasswordName(service));
    }

    String clientSecret(Service service) {
        return values.getProperty(service.clientSecretName());
    }

    String administratorPassword() {
        return values.getProperty("admin_password");
    }

    private static Properties create(Path file, ServiceSet services) throws IOException {
        var values = new Properties();
        values.setProperty("master_key", Base64.getEncoder().encodeToString(random(KEY_BYTES)));
        values.setProperty("database_owner_password", password());
        values.setProperty("admin_password", password());
        addMissing(values, services);
        write(values, file);
        return values;
    }

    // A set that was made before one of its services.
    private static Properties complete(Path file, ServiceSet services) throws IOException {
        var values = read(file);
        if (addMissing(values, services)) {
            write(values, file);
        }
        return values;
    }

    /** Tells whether any was missing. */
    private static boolean addMissing(Properties values, ServiceSet services) {
        var before = values.size();
        for (var service : services.all()) {
            if (service.schema().isPresent()) {
                values.putIfAbsent(databasePasswordName(service), password());
            }
            if (service.isClient()) {
                values.putIfAbsent(service.clientSecretName(), password());
            }
        }
        return values.size() > before;
    }

    private static String databasePasswordName(Service service) {
        return "database_password." + service.folder();
    }

    private static Properties read(Path file) throws IOException {
        var values = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            values.load(reader);
        }
        return values;
    }

    // Born unreadable to others, and whole or not at all.
    private static void write(Properties values, Path file) throws IOException {
        var draft = Files.createTempFile(
                file.getParent(),
                "secrets-",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var lines = new StringBuilder("# Made by ./gatehouse up for this one set. Nobody else needs to read it.\n");
        values.stringPropertyNames().stream().sorted().forEach(name -> lines.append(name)
                .append('=')
                .append(values.getProperty(name))
                .append('\n'));
        Files.writeString(draft, lines);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    // Letters, digits, - and _: pastes anywhere, needs no escape in URLs or property files.
    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
