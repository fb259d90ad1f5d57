package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of {@code NAME=value} lines, as {@code .env.example} shows it. */
final class EnvFile {

    private EnvFile() {}

    static Map<String, String> read(Path file) {
        if (!Files.exists(file)) {
            return Map.of();
        }
        var settings = new LinkedHashMap<String, String>();
        try {
            for (var line : Files.readAllLines(file)) {
                add(line.strip(), settings, file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return settings;
    }

    private static void add(String line, Map<String, String> settings, Path file) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        var assignment = line.startsWith("export ") ? line.substring("export ".length()) : line;
        var equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new LauncherException(file + ": '" + line + "' is no NAME=value");
        }
        settings.put(
                assignment.substring(0, equals).strip(),
                unquoted(assignment.substring(equals + 1).strip()));
    }

    private static String unquoted(String value) {
        var quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
