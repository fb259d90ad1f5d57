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
    private static final String USER_SERVICE_CLIENT = "user_service_client_secret";
    private static final String GATEWAY_CLIENT = "gateway_client_secret";

    private final Properties values;
    private final boolean created;

    private Secrets(Properties values, boolean created) {
        this.values = values;
        this.created = created;
    }

    static Secrets loadOrCreate(Path file) {
        try {
            return Files.exists(file) ? new Secrets(complete(file), false) : new Secrets(create(file), true);
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
        return values.getProperty("database_password." + service.folder());
    }

    String userServiceClientSecret() {
        return values.getProperty(USER_SERVICE_CLIENT);
    }

    String gatewayClientSecret() {
        return values.getProperty(GATEWAY_CLIENT);
    }

    String administratorPassword() {
        return values.getProperty("admin_password");
    }

    private static Properties create(Path file) throws IOException {
        var values = new Properties();
        values.setProperty("master_key", Base64.getEncoder().encodeToString(random(KEY_BYTES)));
        values.setProperty("database_owner_password", password());
        for (var service : Service.values()) {
            if (service.schema().isPresent()) {
                values.setProperty("database_password." + service.folder(), password());
            }
        }
        values.setProperty(USER_SERVICE_CLIENT, password());
        values.setProperty(GATEWAY_CLIENT, password());
        values.setProperty("admin_password", password());
        write(values, file);
        return values;
    }

    // A set that was made before the gateway was a client.
    private static Properties complete(Path file) throws IOException {
        var values = read(file);
        if (values.putIfAbsent(GATEWAY_CLIENT, password()) == null) {
            write(values, file);
        }
        return values;
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
