package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** One launcher per state folder. The system lets go of the lock when its holder dies, however it dies. */
final class LauncherLock {

    private final Path file;

    LauncherLock(Path runFolder) {
        this.file = runFolder.resolve("launcher.lock");
    }

    /** Holds the lock until the JVM ends; empty when another launcher holds it. */
    Optional<FileLock> acquire() {
        try {
            Files.createDirectories(file.getParent());
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return Optional.ofNullable(channel.tryLock());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether a launcher is at work. */
    boolean held() {
        if (!Files.exists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
