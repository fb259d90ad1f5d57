package io.gatehouse.local.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL refuses to run as root. In a user namespace of its own it is nobody, and still owns its files. */
final class Unprivileged {

    private Unprivileged() {}

    static List<String> command(List<String> command) {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isDirectory(Path.of("/proc/self"))) {
            return command;
        }
        return Stream.concat(Stream.of("unshare", "--user", "--"), command.stream())
                .toList();
    }
}
