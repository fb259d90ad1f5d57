package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Lines for a shell that show what the set does. They need nothing but curl and sed, and have no comments among them: an
 * interactive zsh takes those for commands.
 */
record Tour(Door door, String administrator, Path passwordFile) {

    private static final String UNCHECKED = "curl() { command curl --insecure \"$@\"; }\n";

    List<String> lines() {
        return (door.secure() ? UNCHECKED : "")
                .concat(template())
                .replace("@GATEWAY@", door.url())
                .replace("@ADMIN_EMAIL@", administrator)
                .replace("@ADMIN_PASSWORD_FILE@", passwordFile.toString())
                .lines()
                .toList();
    }

    private static String template() {
        try (var resource = Tour.class.getResourceAsStream("tour.sh")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
