package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What a launcher writes down when everything answers, for the commands that look at its set. */
record Announcement(Ports ports, boolean secureDoor, boolean relaxedLimits, Map<String, Address> servers) {

    private static final String SERVER = "server.";

    void write(Path file) {
        var lines = new StringBuilder();
        // The script looks for this line to see whether its own launcher is the one that is ready.
        line(lines, "launcher", ProcessHandle.current().pid());
        line(lines, "port_offset", ports.offset());
        line(lines, "secure_door", secureDoor);
        line(lines, "relaxed_limits", relaxedLimits);
        servers.forEach((name, address) -> line(lines, SERVER + name, address));
        try {
            Files.writeString(file, lines);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Optional<Announcement> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var entries = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            entries.load(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Optional.of(new Announcement(
                new Ports(Integer.parseInt(entries.getProperty("port_offset", "0"))),
                Boolean.parseBoolean(entries.getProperty("secure_door")),
                Boolean.parseBoolean(entries.getProperty("relaxed_limits")),
                servers(entries)));
    }

    private static Map<String, Address> servers(Properties entries) {
        var servers = new LinkedHashMap<String, Address>();
        entries.stringPropertyNames().stream()
                .filter(name -> name.startsWith(SERVER))
                .sorted()
                .forEach(
                        name -> servers.put(name.substring(SERVER.length()), Address.parse(entries.getProperty(name))));
        return servers;
    }

    private static void line(StringBuilder lines, String name, Object value) {
        lines.append(name).append('=').append(value).append('\n');
    }
}
