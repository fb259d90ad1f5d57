package io.gatehouse.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/** Where servers keep their data, run files and logs, all below one root, and where their programs are unpacked. */
public record ServerFolders(Path root, Path programs) {

    public ServerFolders {
        root = root.toAbsolutePath().normalize();
        programs = programs.toAbsolutePath().normalize();
    }

    /** Everything below one root. */
    public static ServerFolders below(Path root) {
        return new ServerFolders(root, root.resolve("programs"));
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path data(String server) {
        return data().resolve(server);
    }

    public Path run() {
        return root.resolve("run");
    }

    public Path log(String server) {
        return root.resolve("logs").resolve(server + ".log");
    }

    /** Begins the log anew, so that it speaks of one run alone; what it held is kept once more, as {@code .1}. */
    public void beginLog(String server) {
        var log = log(server);
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public Path mail() {
        return root.resolve("mail");
    }

    /** Removes everything below the root. */
    public void delete() {
        delete(root);
    }

    /** Removes what servers have kept; what they are and how they log stays. */
    public void deleteData() {
        delete(data());
        delete(mail());
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
