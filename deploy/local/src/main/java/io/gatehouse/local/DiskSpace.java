package io.gatehouse.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database that runs out of disk while it starts fails in ways that take a while to understand. */
final class DiskSpace {

    // PostgreSQL's new data folder takes 40 MB, its first log segments 16 MB each, the programs 60 MB, and logs grow.
    private static final long NEEDED = 256L << 20;

    private DiskSpace() {}

    static void require(Path folder) {
        require(folder, NEEDED);
    }

    static void require(Path folder, long needed) {
        try {
            var left = Files.getFileStore(Files.createDirectories(folder)).getUsableSpace();
            if (left < needed) {
                throw new LauncherException("The disk of " + folder + " is full: " + (left >> 20) + " MB left, "
                        + (needed >> 20) + " MB needed");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
