package io.gatehouse.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The routes file as Kubernetes mounts a ConfigMap: a change exchanges a link to a folder, in which the file is. */
public final class RoutesFolder {

    private static final String DATA = "..data";
    private static final String FILE = "routes.yaml";

    private RoutesFolder() {}

    /** The file's path. */
    public static Path create(String text) {
        try {
            var folder = Files.createTempDirectory("routes");
            publish(folder.resolve(FILE), text);
            return Files.createSymbolicLink(folder.resolve(FILE), Path.of(DATA, FILE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static void publish(Path file, String text) {
        try {
            var folder = file.getParent();
            var version = Files.createDirectory(
                    folder.resolve(".." + UUID.randomUUID().toString()));
            Files.writeString(version.resolve(FILE), text);
            var link = Files.createSymbolicLink(folder.resolve("..data_tmp"), version.getFileName());
            Files.move(link, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
