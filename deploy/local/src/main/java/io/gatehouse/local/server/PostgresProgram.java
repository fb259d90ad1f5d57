package io.gatehouse.local.server;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL program from the jar of this system and processor, unpacked once. */
final class PostgresProgram {

    private final Path folder;

    private PostgresProgram(Path folder) {
        this.folder = folder;
    }

    static PostgresProgram unpacked(Path programs) throws IOException {
        var target = programs.resolve("postgres");
        if (!Files.isDirectory(target)) {
            unpack(programs, target);
        }
        return new PostgresProgram(target);
    }

    String bin(String command) {
        return folder.resolve("bin").resolve(command).toString();
    }

    private static void unpack(Path programs, Path target) throws IOException {
        Files.createDirectories(programs);
        // Unpacked aside and renamed, so that an interrupted start leaves no half program behind.
        var draft = Files.createTempDirectory(programs, "postgres-");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var archive = open();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, draft);
            }
        } catch (IOException failure) {
            delete(draft);
            throw failure;
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream open() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "Darwin" : "Linux";
        var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
        if (archive == null) {
            throw new IOException("no PostgreSQL for " + system + " on " + System.getProperty("os.arch"));
        }
        return archive;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        var path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("the archive leaves its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(path, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, path);
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString((entry.getMode() & 0111) == 0 ? "rw-r--r--" : "rwxr-xr-x"));
        }
    }

    static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
